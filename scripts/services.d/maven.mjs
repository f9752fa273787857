import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname } from 'node:path';
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
    mkdirSync(dirname(file), { recursive: true });
    const pom = `${file}.pom.xml`;
    writeFileSync(pom, renderPom(artifacts));
    await maven('build-classpath', ['-f', pom, '-DincludeScope=runtime'], {
      'mdep.outputFile': `${file}.new`,
    });
    renameSync(`${file}.new`, file);
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
    mkdirSync(unfinished, { recursive: true });
    await maven('unpack', [], {
      artifact: [group, name, version, archive].join(':'),
      outputDirectory: unfinished,
      // Else Maven writes its marks into a folder `target` where it is called.
      markersDirectory: `${unfinished}.marks`,
    });
    rmSync(`${unfinished}.marks`, { recursive: true, force: true });
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

/** One at a time: two Mavens at once may spoil the local repository that they share. */
function maven(goal, options, properties) {
  const run = async () => {
    const plugin = `org.apache.maven.plugins:maven-dependency-plugin:${MAVEN_DEPENDENCY_PLUGIN}`;
    const { code, stdout, stderr } = await runQuietly([
      ...['mvn', '-q', '-B', '-ntp', ...options, `${plugin}:${goal}`],
      ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
    ]);
    if (code !== 0) {
      throw new Unavailable(
        `Maven failed (mvn ${plugin}:${goal}):\n${lastLines(stdout + stderr)}`,
        'make Maven Central or a mirror of it reachable (~/.m2/settings.xml), or start Docker',
      );
    }
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
