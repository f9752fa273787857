import type { Environment } from '../config/config-layers.js';

/** What a command has of the world around it. */
export interface CliContext {
  readonly environment: Environment;
  /** Where the command was called. */
  readonly folder: string;
  /** Whether a person reads standard output. */
  readonly isTerminal: boolean;
  /** Writes results. */
  readonly out: (text: string) => void;
  /** Writes what is said besides: progress, errors. */
  readonly err: (text: string) => void;
}
