/** Stands for the installation where a merchant would be: the nil UUID (RFC 9562), which no merchant has. */
export const installation = '00000000-0000-0000-0000-000000000000';

/** The name of the timer of all jobs; one that no plugin can give, so that it is nobody else's. */
export const jobTimer = '$job';

/** Which planned run is meant. */
export interface JobAddress {
  readonly pluginId: string;
  readonly job: string;
  /** UUID; `installation` where the job is not of a merchant. */
  readonly merchantId: string;
}
