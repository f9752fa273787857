import { isRole, type Role, roles } from '@promenade/core';
import { signAccessToken } from '@promenade/embedded';
import { type Command, InvalidArgumentError } from 'commander';
import { assertEmbeddedIdentity } from '../../demo/load-demo.js';
import { readMerchant } from '../../merchants/merchant-id.js';
import { identityDir, issuerOf } from '../../platform/places.js';
import { assertUsableDataDir } from '../../platform/usable-data-dir.js';
import type { CliContext } from '../cli-context.js';
import { collect } from '../collect.js';
import { readDuration } from '../duration.js';
import { configOf } from '../global-options.js';

interface TokenOptions {
  readonly merchant: readonly string[];
  readonly role: readonly Role[];
  readonly subject: string;
  readonly expiresIn: string;
}

/** `promenade token` */
export const addTokenCommand = (program: Command, context: CliContext): void => {
  program
    .command('token')
    .description('print an access token of the embedded identity provider')
    .requiredOption('--merchant <merchant>', 'name or UUID; repeatable', collect)
    .requiredOption('--role <role>', `${roles.join(', ')}; repeatable`, collectRole)
    .requiredOption(
      '--subject <subject>',
      'who the token is for, for example the id of a customer',
      someone,
    )
    .option('--expires-in <duration>', 'life of the token: 90s, 15m, 8h, 30d', '1h')
    .action(async (options: TokenOptions, command: Command) => {
      const loaded = configOf(command, context);
      assertEmbeddedIdentity(loaded);
      assertUsableDataDir(loaded.dataDir);
      const token = await signAccessToken(identityDir(loaded), {
        issuer: issuerOf(loaded.config),
        audience: loaded.config.identity.audience,
        subject: options.subject,
        roles: options.role,
        merchants: options.merchant.map((merchant) => readMerchant(merchant, loaded)),
        expiresInSeconds: readDuration(options.expiresIn, '--expires-in'),
      });
      context.out(`${token}\n`);
    });
};

const someone = (value: string): string => {
  if (value.trim() === '') throw new InvalidArgumentError('A token is for somebody: give an id.');
  return value;
};

const collectRole = (value: string, before: readonly Role[] = []): readonly Role[] => {
  if (!isRole(value)) throw new InvalidArgumentError(`The roles are ${roles.join(', ')}.`);
  return [...before, value];
};
