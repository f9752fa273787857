import { readFileSync } from 'node:fs';
import { firstLine, inPath, runVisibly } from '../test/commands.mjs';
import { runQuietly } from './run-quietly.mjs';

/**
 * How to call apt-get here.
 *
 * @returns {readonly string[] | string} the command, or the reason why there is none
 */
export function aptGet() {
  if (inPath('apt-get') === undefined || !isDebianOrUbuntu()) {
    return 'packages can be installed by this command on Debian and Ubuntu only';
  }
  if (process.getuid?.() === 0) return ['apt-get'];
  return firstLine(['sudo', '-n', 'sh', '-c', 'echo allowed']) === 'allowed'
    ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
    : 'apt-get needs root or sudo without a password';
}

/**
 * Installs the system's packages, one of each group of alternatives: the first that there is.
 *
 * @param {readonly (readonly string[])[]} groups
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>} why it could not be done
 */
export async function installPackages(groups, say) {
  const command = aptGet();
  if (typeof command === 'string') return command;
  say(`Not installed: ${groups.map(([first]) => first).join(', ')}. Installing with apt-get.`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = async (...args) => (await runVisibly([...command, ...args], env)).code === 0;
  if (!(await apt('update', '-qq'))) return 'apt-get update failed';
  const names = [];
  for (const group of groups) {
    const name = await firstKnown(group);
    if (name === undefined) return `the system has no package ${group.join(' or ')}`;
    names.push(name);
  }
  const installed = await apt('install', '-y', '-q', '--no-install-recommends', ...names);
  return installed ? undefined : `apt-get could not install ${names.join(', ')}`;
}

async function firstKnown(group) {
  for (const name of group) {
    const { stdout } = await runQuietly(['apt-cache', 'policy', name]);
    if (/^\s+Candidate: (?!\(none\))/m.test(stdout)) return name;
  }
  return undefined;
}

function isDebianOrUbuntu() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
