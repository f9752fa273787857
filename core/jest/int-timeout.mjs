// Jest takes no `testTimeout` in a project's own configuration.
import { jest } from '@jest/globals';

/** Milliseconds for one test or hook that talks to real services on a busy two-core machine. */
jest.setTimeout(60_000);
