import { parseArguments, USAGE } from './arguments.mjs';
import { down } from './down.mjs';
import { layoutOf } from './layout.mjs';
import { SERVICES } from './services.mjs';
import { areUp, renderJson, renderTable, statusOf } from './status.mjs';
import { up } from './up.mjs';

/**
 * @param {readonly string[]} argv
 * @returns {Promise<number>} 0; 1 where a service is not as wanted; 2 for a command that is wrong
 */
export async function main(argv) {
  if (argv.some((argument) => ['--help', '-h', 'help'].includes(argument))) {
    console.log(USAGE);
    return 0;
  }
  let given;
  let layout;
  try {
    given = parseArguments(
      argv,
      SERVICES.map(({ name }) => name),
    );
    layout = layoutOf(process.env);
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  const services = SERVICES.filter(({ name }) => given.names.includes(name));
  const say = (line) => console.log(line);
  const done = {
    up: () => up(services, layout, { ...given, say }),
    down: () => down(services, layout, { ...given, say }),
    status: () => status(services, layout, { ...given, say }),
  };
  return (await done[given.command]()) ? 0 : 1;
}

async function status(services, layout, { json, say }) {
  const statuses = await Promise.all(services.map((service) => statusOf(service, layout)));
  say(json ? renderJson(statuses) : renderTable(statuses).join('\n'));
  return areUp(statuses);
}
