import { chromium } from '@playwright/test';

/** Says what the tests run in. */
export default async (): Promise<void> => {
  const browser = await chromium.launch({
    ...(process.env.PROMENADE_CHROMIUM && { executablePath: process.env.PROMENADE_CHROMIUM }),
    args: ['--no-sandbox'],
  });
  process.stdout.write(`browser tests run in Chromium ${browser.version()}\n`);
  await browser.close();
};
