import { describe, expect, it } from '@jest/globals';
import { descriptorSet } from './descriptor-set.js';

describe('descriptorSet', () => {
  it('holds the contracts and what they import', () => {
    const text = descriptorSet().toString('latin1');
    expect(text).toContain('campaign/v1/campaign.proto');
    expect(text).toContain('CampaignService');
    expect(text).toContain('google/protobuf/timestamp.proto');
  });
});
