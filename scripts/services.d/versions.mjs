/**
 * What is downloaded, exactly. `deploy/compose.yaml` names the same versions; a test compares them.
 * PostgreSQL, Redis, Java and Maven come from the system: there the oldest major version that fits.
 */
export const KAFKA = '4.3.1';
/** Of Kafka's own log4j-api, so that API and binding fit. */
export const LOG4J = '2.25.4';
/** The last line of Apicurio Registry that runs on Java 17; 3.x needs Java 21. */
export const REGISTRY = '2.6.13.Final';
/** The latest of Debezium Server that Maven Central holds with its parent, for `npm run test:debezium`. */
export const DEBEZIUM = '3.0.0.Final';
export const MAVEN_DEPENDENCY_PLUGIN = '3.6.1';

export const OLDEST_POSTGRES = 15;
export const OLDEST_REDIS = 6;
export const OLDEST_JAVA = 17;
/** What Debezium Server is compiled for. */
export const DEBEZIUM_JAVA = 21;

export const IMAGES = {
  postgres: 'postgres:18.4',
  'redis-cache': 'redis:7.2.14-alpine',
  'redis-keys': 'redis:7.2.14-alpine',
  kafka: `apache/kafka:${KAFKA}`,
  registry: `apicurio/apicurio-registry-mem:${REGISTRY}`,
};
