import { replayContract } from './testing/replay-contract.js';

replayContract('PostgreSQL', {});
