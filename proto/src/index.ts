export * from './descriptor-set.js';
export * from './events/index.js';
export * as campaignV1 from './gen/campaign/v1/campaign.js';
