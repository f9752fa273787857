import { noMerchant } from '../database/no-merchant.js';

/** Stands for the installation where a merchant would be. */
export const installation = noMerchant;

/** The name of the timer of all jobs; one that no plugin can give, so that it is nobody else's. */
export const jobTimer = '$job';

/** Which planned run is meant. */
export interface JobAddress {
  readonly pluginId: string;
  readonly job: string;
  /** UUID; `installation` where the job is not of a merchant. */
  readonly merchantId: string;
}
