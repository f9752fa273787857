import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alone } from './lock.mjs';

describe('alone', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'promenade-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('runs one action at a time and leaves nothing', async () => {
    const said = [];
    const steps = [];
    const action = (name) => async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      steps.push(`${name} ends`);
    };
    await Promise.all([
      alone(folder, (line) => said.push(line), action('a')),
      alone(folder, (line) => said.push(line), action('b')),
    ]);
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(said).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('passes over what a killed process left', async () => {
    // No process has this id: Linux' largest is 2^22.
    writeFileSync(join(folder, 'lock'), '99999999');
    await expect(
      alone(
        folder,
        () => {},
        async () => 'done',
      ),
    ).resolves.toBe('done');
  });

  test('is free again after a failure', async () => {
    const failing = alone(
      folder,
      () => {},
      async () => {
        throw new Error('no');
      },
    );
    await expect(failing).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });
});
