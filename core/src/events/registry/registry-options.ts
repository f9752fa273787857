/** A schema registry that speaks Confluent's API: Confluent's own, Apicurio's `/apis/ccompat/v7`, Karapace, Redpanda. */
export interface RegistryOptions {
  /** The root of the API, without credentials; a path counts. */
  readonly url: string;
  /** For basic authentication, with `password`. */
  readonly username?: string;
  readonly password?: string;
}

/** How an installation names and keeps the schemas of its events. */
export interface EventSchemaOptions {
  /** Records are in Confluent's wire format with it, in Avro single-object encoding without. */
  readonly registry?: RegistryOptions;
  /** What stands before topics at the broker, and so in subjects. */
  readonly prefix?: string;
}
