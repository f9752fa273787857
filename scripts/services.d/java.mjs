import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inPath } from '../test/commands.mjs';
import { runQuietly } from './run-quietly.mjs';
import { OLDEST_JAVA } from './versions.mjs';

const JAVA_PACKAGES = [
  'openjdk-17-jre-headless',
  'openjdk-21-jre-headless',
  'default-jre-headless',
];

/**
 * What a service in Java, whose program comes from Maven, needs of the system's packages and does not find.
 *
 * @returns {Promise<readonly (readonly string[])[]>} for each missing thing the packages that bring it, any of which will do
 */
export async function missingJavaAndMaven() {
  return [
    ...((await findJava()) === undefined ? [JAVA_PACKAGES] : []),
    ...(inPath('mvn') === undefined ? [['maven']] : []),
  ];
}

/** What to do where they cannot be had. */
export const JAVA_AND_MAVEN_CURE =
  'install Java 17 or later and Maven (apt-get install maven, brew install maven)';

/**
 * The Java that JAVA_HOME names, else the one in PATH, else one that the system's packages brought, if it is recent enough.
 *
 * @param {number} [oldest] major version
 * @returns {Promise<string | undefined>} the path of the program
 */
export async function findJava(oldest = OLDEST_JAVA) {
  const { JAVA_HOME } = process.env;
  for (const path of [
    JAVA_HOME && join(JAVA_HOME, 'bin', 'java'),
    inPath('java'),
    ...installed(),
  ]) {
    if (path && (await majorOf(path)) >= oldest) return path;
  }
  return undefined;
}

/**
 * Every Java in a folder, which holds other files too.
 *
 * @param {string} [folder] where Debian and its relatives put them
 * @returns {readonly string[]} paths of programs
 */
export function installed(folder = '/usr/lib/jvm') {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name, 'bin', 'java'))
    .filter((path) => existsSync(path));
}

async function majorOf(path) {
  const { code, stderr } = await runQuietly([path, '-version']);
  return code === 0 ? javaMajor(stderr) : 0;
}

/**
 * @param {string} text what `java -version` prints
 * @returns {number} 8 for "1.8.0_412", 17 for "17.0.15"; 0 where the text says none
 */
export function javaMajor(text) {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return Number((first === '1' ? second : first) ?? 0);
}
