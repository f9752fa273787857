import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findJava, JAVA_AND_MAVEN_CURE, missingJavaAndMaven } from './java.mjs';
import { brokersOf, isWholeAnswer, metadataRequest } from './kafka-metadata.mjs';
import { renderLog4j, renderServerProperties } from './kafka-settings.mjs';
import { classPath } from './maven.mjs';
import { lastLines, runQuietly } from './run-quietly.mjs';
import { tcpExchange } from './tcp-exchange.mjs';
import { Unavailable } from './unavailable.mjs';
import { KAFKA, LOG4J } from './versions.mjs';

const ARTIFACTS = [
  { group: 'org.apache.kafka', name: 'kafka_2.13', version: KAFKA },
  { group: 'org.apache.logging.log4j', name: 'log4j-slf4j-impl', version: LOG4J },
];

const JAVA_OPTIONS = [
  '-Xms128m',
  '-Xmx512m',
  '-XX:+UseG1GC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
];

/** @type {import('./services.mjs').Service} */
export const kafka = {
  name: 'kafka',
  cure: JAVA_AND_MAVEN_CURE,
  stopSignal: 'SIGTERM',
  url: (layout) => layout.address('kafka'),
  missingPackages: missingJavaAndMaven,
  prepare,
  probe,
};

async function prepare(layout, say) {
  const folder = layout.data('kafka');
  const log = join(folder, 'log');
  mkdirSync(log, { recursive: true });
  const writeFile = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const properties = writeFile('server.properties', renderServerProperties(layout, log));
  const log4j = writeFile('log4j2.properties', renderLog4j());
  const file = join(layout.artifacts, `kafka-${KAFKA}.classpath`);
  const jars = await classPath(file, ARTIFACTS, say);
  const options = [...JAVA_OPTIONS, `-Dlog4j2.configurationFile=${log4j}`, '-cp', jars];
  const java = [await findJava(), ...options];
  if (!existsSync(join(log, 'meta.properties'))) await format(java, properties);
  return { command: [...java, 'kafka.Kafka', properties], cwd: folder };
}

async function format(java, properties) {
  const { code, stdout, stderr } = await runQuietly([
    ...java,
    'kafka.tools.StorageTool',
    'format',
    `--config=${properties}`,
    // So that an id with a dash at its front is not taken for an option.
    `--cluster-id=${randomBytes(16).toString('base64url')}`,
  ]);
  if (code === 0) return;
  throw new Unavailable(
    `Kafka's storage could not be formatted:\n${lastLines(stdout + stderr)}`,
    'see the lines above; scripts/services down --purge --only kafka starts afresh',
  );
}

/** The broker tells no version; it is the one that this command started. */
async function probe(layout) {
  const answer = await tcpExchange(layout.port('kafka'), metadataRequest(), isWholeAnswer);
  if (brokersOf(answer).length === 0) throw new Error('the broker has not registered yet');
  return KAFKA;
}
