import { Command, CommanderError } from 'commander';
import { promenadeVersion } from '../promenade-version.js';
import type { CliContext } from './cli-context.js';
import { collect } from './collect.js';
import { addDemoCommand } from './commands/demo-command.js';
import { addDlqCommand } from './commands/dlq-command.js';
import { addEventsCommand } from './commands/events-command.js';
import { addJobsCommand } from './commands/jobs-command.js';
import { addMigrateCommand } from './commands/migrate-command.js';
import { addPluginsCommand } from './commands/plugins-command.js';
import { addStartCommand } from './commands/start-command.js';
import { addTokenCommand } from './commands/token-command.js';
import { errorText } from './error-text.js';

const examples = `
Examples:
  promenade start --demo                               everything on this machine, with a demo merchant
  promenade start --set http.port=8090                 any setting of the configuration as a flag
  promenade plugins disable inbox --merchant acme      switch a plugin off for a merchant
  promenade token --merchant acme --role merchant-admin --subject me
  promenade dlq list --group dispatch                  what consumers could not handle, and set aside
  promenade events replay --topic promotion.events --group dispatch --from beginning --yes
  promenade demo load --merchants acme --customers 100000
`;

/** What a command says after wrong arguments leads to its own help, not to that of all. */
const pointToOwnHelp = (parent: Command, path: string): void => {
  for (const command of parent.commands) {
    const own = `${path} ${command.name()}`;
    command.showHelpAfterError(`('${own} --help' says how)`);
    pointToOwnHelp(command, own);
  }
};

/** Runs one command. @returns the exit code */
export const runCli = async (args: readonly string[], context: CliContext): Promise<number> => {
  let exitCode = 0;
  const program = new Command('promenade')
    .description('The promotions platform: one host, its plugins, its services.')
    .version(promenadeVersion, '--version', 'print the version')
    .option('--config <file>', 'configuration file (nearest promenade.config.json unless given)')
    .option('--set <setting=value>', 'give a setting of the configuration; repeatable', collect, [])
    .option('--data-dir <folder>', 'the same as --set data_dir=<folder>')
    .option('--verbose', 'show the details of an error')
    .addHelpText('after', examples)
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("('promenade --help' lists what there is)")
    .exitOverride()
    .configureOutput({ writeOut: context.out, writeErr: context.err });

  const done = (code: number): void => {
    exitCode = code;
  };
  addStartCommand(program, context, done);
  addMigrateCommand(program, context, done);
  addPluginsCommand(program, context);
  addJobsCommand(program, context);
  addTokenCommand(program, context);
  addDlqCommand(program, context, done);
  addEventsCommand(program, context);
  addDemoCommand(program, context);

  pointToOwnHelp(program, 'promenade');

  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has said by itself what is wrong with the arguments.
    if (error instanceof CommanderError) return error.exitCode;
    const verbose = program.opts<{ verbose?: boolean }>().verbose === true;
    context.err(`promenade: ${errorText(error, { verbose })}\n`);
    return 1;
  }
};
