import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findJava, JAVA_AND_MAVEN_CURE, missingJavaAndMaven } from './java.mjs';
import { HOST } from './layout.mjs';
import { unpacked } from './maven.mjs';
import { REGISTRY } from './versions.mjs';

const ARTIFACT = { group: 'io.apicurio', name: 'apicurio-registry-app', version: REGISTRY };

/** A small heap, and quick to start rather than quick for long. */
const JAVA_OPTIONS = [
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
];

/**
 * Apicurio Registry with the schemas in a file: ids must outlive a restart, for the records in Kafka
 * name them.
 *
 * @type {import('./services.mjs').Service}
 */
export const registry = {
  name: 'registry',
  cure: JAVA_AND_MAVEN_CURE,
  stopSignal: 'SIGTERM',
  url: (layout) => `${origin(layout)}/apis/ccompat/v7`,
  missingPackages: missingJavaAndMaven,
  prepare,
  probe,
};

async function prepare(layout, say) {
  const folder = layout.data('registry');
  mkdirSync(folder, { recursive: true });
  const name = `${ARTIFACT.name}-${REGISTRY}`;
  const program = await unpacked(join(layout.artifacts, name), ARTIFACT, 'tar.gz:all', say);
  return {
    command: [await findJava(), ...JAVA_OPTIONS, '-jar', join(program, `${name}-runner.jar`)],
    env: registryEnvironment(layout, folder),
    cwd: folder,
  };
}

/**
 * @param {import('./layout.mjs').Layout} layout
 * @param {string} folder of its database
 * @returns {Record<string, string>}
 */
export function registryEnvironment(layout, folder) {
  return {
    QUARKUS_HTTP_HOST: HOST,
    QUARKUS_HTTP_PORT: String(layout.port('registry')),
    REGISTRY_DATASOURCE_URL: `jdbc:h2:file:${join(folder, 'schemas')}`,
    QUARKUS_DATASOURCE_JDBC_INITIAL_SIZE: '2',
    QUARKUS_DATASOURCE_JDBC_MIN_SIZE: '2',
    QUARKUS_DATASOURCE_JDBC_MAX_SIZE: '10',
  };
}

async function probe(layout) {
  const get = async (url) => {
    const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  };
  const [info] = await Promise.all([
    get(`${origin(layout)}/apis/registry/v2/system/info`),
    get(`${registry.url(layout)}/subjects`),
  ]);
  return info.version;
}

function origin(layout) {
  return `http://${layout.address('registry')}`;
}
