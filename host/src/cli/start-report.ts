import { redactText } from '@promenade/core/host';
import pc from 'picocolors';
import type { LoadedConfig } from '../config/load-config.js';
import { demoPeople } from '../demo/demo-people.js';
import { table } from './table.js';

/** Tells a person how a start goes on: each step with the seconds since the beginning. */
export class StartReport {
  private readonly startedAt = performance.now();

  constructor(private readonly write: (text: string) => void) {}

  title(version: string): void {
    this.write(`\n  ${pc.bold('Promenade')} ${pc.dim(version)}\n\n`);
  }

  step(text: string): void {
    const seconds = ((performance.now() - this.startedAt) / 1_000).toFixed(1);
    this.write(`  ${pc.dim(`${seconds.padStart(5)} s`)}  ${text}\n`);
  }

  problem(text: string): void {
    this.write(`  ${pc.red('✗')} ${redactText(text)}\n`);
  }

  note(text: string): void {
    this.write(`  ${pc.yellow('!')} ${text}\n`);
  }

  line(text: string): void {
    this.write(text === '' ? '\n' : `  ${text}\n`);
  }

  /** Where everything is. */
  addresses({ publicUrl, config }: LoadedConfig, log: string | undefined): void {
    this.write('\n');
    this.write(
      table([
        ['Portal', pc.bold(pc.cyan(publicUrl))],
        ['API', `${publicUrl}/api/docs`],
        ['gRPC', `${config.grpc.host}:${config.grpc.port}`],
        ...(log === undefined ? [] : [['Logs', log]]),
      ]),
    );
  }

  /** The people of the embedded identity provider. */
  logins(): void {
    const names = new Map(demoPeople.merchants.map(({ id, name }) => [id, name]));
    this.write(`\n`);
    this.write(
      table([
        ['Sign in as', 'Password', 'Who'].map((head) => pc.dim(head)),
        ...demoPeople.users.map(({ email, password, roles, merchants, locale }) => [
          email,
          password,
          [
            roles.join(', '),
            `of ${merchants.map((id) => names.get(id) ?? id).join(' and ')}`,
            ...(locale === undefined ? [] : [`(${locale})`]),
          ].join(' '),
        ]),
      ]),
    );
  }
}
