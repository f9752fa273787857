/**
 * Reads an option that is a whole number.
 * @throws what to call the bench with, when it is none or less than the least
 */
export const wholeNumberOf =
  (usage: string) =>
  (name: string, text: string, least = 1): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least) return value;
    throw new Error(`--${name} must be a whole number from ${least}, not ${text}.\n${usage}`);
  };
