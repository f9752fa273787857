import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lastLines, runQuietly } from './run-quietly.mjs';
import { Unavailable } from './unavailable.mjs';
import { MAVEN_DEPENDENCY_PLUGIN } from './versions.mjs';

/** @typedef {{ group: string, name: string, version: string }} Artifact */

let previous = Promise.resolve();

/**
 * The class path of artifacts with all that they need, in Maven's local repository. Maven is asked
 * once; afterwards the answer is in a file.
 *
 * @param {string} file where the answer is kept
 * @param {readonly Artifact[]} artifacts
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function classPath(file, artifacts, say) {
  if (!isComplete(file)) {
    say(`${artifacts[0].name} ${artifacts[0].version}: resolving with Maven.`);
    const unfinished = `${file}.new`;
    const properties = { includeScope: 'runtime', 'mdep.outputFile': unfinished };
    await maven(`${file}.project`, artifacts, 'build-classpath', properties);
    renameSync(unfinished, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/**
 * Unpacks an archive from Maven into a folder.
 *
 * @param {string} folder
 * @param {Artifact} artifact
 * @param {string} archive its type and classifier, as in `tar.gz:all`
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the folder
 */
export async function unpacked(folder, { group, name, version }, archive, say) {
  if (!existsSync(folder)) {
    say(`${name} ${version}: fetching with Maven.`);
    const unfinished = `${folder}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    const artifact = [group, name, version, archive].join(':');
    await maven(`${folder}.project`, [], 'unpack', { artifact, outputDirectory: unfinished });
    renameSync(unfinished, folder);
  }
  return folder;
}

/**
 * A project that is nothing but its dependencies.
 *
 * @param {readonly Artifact[]} artifacts
 * @returns {string}
 */
export function renderPom(artifacts) {
  const dependencies = artifacts.map(
    ({ group, name, version }) =>
      `    <dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>promenade</groupId>
  <artifactId>services</artifactId>
  <version>1</version>
  <dependencies>
${dependencies.join('\n')}
  </dependencies>
</project>
`;
}

/**
 * Runs a goal of the dependency plugin in a project folder of its own, for Maven writes there.
 * One at a time: two Mavens at once may spoil the local repository that they share.
 */
function maven(folder, artifacts, goal, properties) {
  const run = async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'pom.xml'), renderPom(artifacts));
    const plugin = `org.apache.maven.plugins:maven-dependency-plugin:${MAVEN_DEPENDENCY_PLUGIN}`;
    const options = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
    const command = ['mvn', '-q', '-B', '-ntp', `${plugin}:${goal}`, ...options];
    const { code, stdout, stderr } = await runQuietly(command, { cwd: folder });
    rmSync(folder, { recursive: true, force: true });
    if (code === 0) return;
    throw new Unavailable(
      `Maven failed (${goal}):\n${lastLines(stdout + stderr)}`,
      'make Maven Central or a mirror of it reachable (~/.m2/settings.xml), or start Docker',
    );
  };
  previous = previous.then(run, run);
  return previous;
}

function isComplete(file) {
  try {
    return readFileSync(file, 'utf8')
      .trim()
      .split(delimiter)
      .every((jar) => existsSync(jar));
  } catch {
    return false;
  }
}
