import { defineConfig } from '@playwright/test';

/** The platform as a user has it: the built host with its embedded services, in a real browser. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  globalSetup: './support/print-versions.ts',
  use: {
    // Each step's page can be inspected without pictures of all between, which cost an eighth of the time.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(process.env.PROMENADE_CHROMIUM && { executablePath: process.env.PROMENADE_CHROMIUM }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
});
