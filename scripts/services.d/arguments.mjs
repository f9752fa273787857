export const USAGE = `Usage: scripts/services <command> [--only <names>]

  up      [--docker] [--report <file>]   start what is not up, and wait until it answers
  down    [--purge]                      stop; --purge deletes the data as well
  status  [--json]                       what is up; exit code 1 where something is not

  --only    comma-separated: postgres, redis (both), redis-cache, redis-keys, kafka, registry
  --docker  use Docker though the system's packages would do
  --report  writes what came of each service as JSON: why one cannot be had, and what helps`;

const OPTIONS = { up: ['--docker'], down: ['--purge'], status: ['--json'] };
/** What must follow an option. */
const VALUES = {
  up: { '--only': 'names', '--report': 'a file' },
  down: { '--only': 'names' },
  status: { '--only': 'names' },
};

/**
 * @param {readonly string[]} argv
 * @param {readonly string[]} names all services; `redis` stands for those that begin with `redis-`
 * @returns {{ command: 'up' | 'down' | 'status', names: readonly string[], whole: boolean,
 *   docker: boolean, purge: boolean, json: boolean, report: string | undefined }} `whole` where
 *   `--only` is not given; `report` the path of a file
 * @throws {Error} with a line that says what is wrong
 */
export function parseArguments(argv, names) {
  const [command, ...rest] = argv;
  const allowed = OPTIONS[command];
  if (allowed === undefined) {
    throw new Error(command === undefined ? 'A command is missing.' : `No command ${command}.`);
  }
  const given = new Set();
  const values = new Map();
  for (let at = 0; at < rest.length; at += 1) {
    const [option, inline] = splitOnce(rest[at]);
    const needed = VALUES[command][option];
    if (needed !== undefined) {
      const value = inline ?? rest[(at += 1)];
      if (!value) throw new Error(`${option} needs ${needed}.`);
      values.set(option, value);
    } else if (allowed.includes(rest[at])) {
      given.add(rest[at]);
    } else {
      throw new Error(`${command} has no option ${rest[at]}.`);
    }
  }
  const only = values
    .get('--only')
    ?.split(',')
    .flatMap((name) => expand(name.trim(), names));
  return {
    command,
    names: only === undefined ? names : names.filter((name) => only.includes(name)),
    whole: only === undefined,
    docker: given.has('--docker'),
    purge: given.has('--purge'),
    json: given.has('--json'),
    report: values.get('--report'),
  };
}

function splitOnce(argument) {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}

function expand(name, names) {
  const found = names.filter((each) => each === name || each.startsWith(`${name}-`));
  if (found.length === 0) throw new Error(`No service ${name}; there are ${names.join(', ')}.`);
  return found;
}
