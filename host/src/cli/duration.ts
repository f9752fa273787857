import { OperatorError } from '../operator-error.js';

const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const longest = 365 * seconds.d;

/**
 * Reads a duration: `90`, `90s`, `15m`, `8h`, `30d`.
 * @returns whole seconds, 1 to a year
 * @throws OperatorError naming the option
 */
export const readDuration = (text: string, option: string): number => {
  const match = /^(\d{1,9})([smhd]?)$/.exec(text.trim());
  const unit = (match?.[2] === '' ? 's' : match?.[2]) as keyof typeof seconds | undefined;
  const value = unit ? Number(match?.[1]) * seconds[unit] : 0;
  if (value < 1 || value > longest) {
    throw new OperatorError(
      `${option} ${text} is no duration from 1 second to 365 days`,
      'Write it as 90s, 15m, 8h or 30d.',
    );
  }
  return value;
};
