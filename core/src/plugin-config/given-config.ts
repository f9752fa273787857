/** A value of a plugin's configuration as somebody gave it. */
export interface GivenConfigValue {
  /** What stands in the file or the options; a text from the environment or a flag. */
  readonly value: unknown;
  readonly from: 'file' | 'environment' | 'flag' | 'options';
  /** Where it stands, as an error says it: a path, `the environment variable …`. */
  readonly origin: string;
}

/** By plugin id, then by field. */
export type GivenPluginConfig = ReadonlyMap<string, ReadonlyMap<string, GivenConfigValue>>;
