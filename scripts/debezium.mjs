/**
 * Fetches Debezium Server from Maven, compiles what it needs beside its own, and runs the tests of
 * change data capture against it and a real Kafka: `npm run test:debezium`.
 */
import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findJava } from './services.d/java.mjs';
import { layoutOf, ROOT } from './services.d/layout.mjs';
import { unpacked } from './services.d/maven.mjs';
import { Unavailable } from './services.d/unavailable.mjs';
import { DEBEZIUM, DEBEZIUM_JAVA } from './services.d/versions.mjs';
import { inPath, runVisibly } from './test/commands.mjs';
import { realServices } from './test/real-services.mjs';

process.chdir(ROOT);
process.env.PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
process.exitCode = await main();

async function main() {
  try {
    return await test();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.error(`${error.message}\nTo cure it: ${error.cure}.`);
    return 1;
  }
}

async function test() {
  const java = await findJava(DEBEZIUM_JAVA);
  if (java === undefined || inPath('mvn') === undefined) {
    throw new Unavailable(
      `Debezium Server ${DEBEZIUM} wants Java ${DEBEZIUM_JAVA} or later, and Maven`,
      `install both (with javac), or set JAVA_HOME to a Java of ${DEBEZIUM_JAVA} or later`,
    );
  }
  const { artifacts } = layoutOf(process.env);
  mkdirSync(artifacts, { recursive: true });
  const artifact = { group: 'io.debezium', name: 'debezium-server-dist', version: DEBEZIUM };
  const folder = join(artifacts, `debezium-server-${DEBEZIUM}`);
  const server = join(await unpacked(folder, artifact, 'tar.gz', console.log), 'debezium-server');
  const jar = join(artifacts, 'promenade-debezium.jar');
  const home = dirname(dirname(java));
  const built = await runVisibly([join('deploy', 'debezium', 'build.sh'), server, jar], {
    JAVA_HOME: home,
  });
  if (built.code !== 0) return built.code;
  const services = process.env.PROMENADE_TEST_KAFKA ? { env: {} } : await realServices(['kafka']);
  if (!services.env) throw new Unavailable(services.reason, services.cure);
  const jest = join('node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
  const { code } = await runVisibly(['node', ...options, jest, '--selectProjects', 'debezium'], {
    ...services.env,
    PROMENADE_TEST_DEBEZIUM: server,
    PROMENADE_TEST_DEBEZIUM_JAR: jar,
    PROMENADE_TEST_DEBEZIUM_JAVA: java,
  });
  return code;
}
