import { HOST } from './layout.mjs';

/**
 * A broker alone: every internal topic has one replica and few partitions, a consumer group does
 * not wait for more members, and a topic is there only when someone created it.
 */
export const SINGLE_BROKER = {
  'auto.create.topics.enable': 'false',
  'num.partitions': '1',
  'default.replication.factor': '1',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'share.coordinator.state.topic.num.partitions': '4',
  'group.initial.rebalance.delay.ms': '0',
  // ms; the controller keeps a killed broker's registration for so long, and a new one waits for it.
  'broker.session.timeout.ms': '4000',
  'broker.heartbeat.interval.ms': '1000',
  // Bytes; the default takes a quarter of so small a heap.
  'log.cleaner.dedupe.buffer.size': '16777216',
};

/**
 * One node that is broker and controller.
 *
 * @param {import('./layout.mjs').Layout} layout
 * @param {string} folder of its log
 * @returns {string} the text of server.properties
 */
export function renderServerProperties(layout, folder) {
  const broker = `PLAINTEXT://${HOST}:${layout.port('kafka')}`;
  const controller = `${HOST}:${layout.port('kafka-controller')}`;
  return renderProperties({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@${controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `${broker},CONTROLLER://${controller}`,
    'advertised.listeners': broker,
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': folder,
    ...SINGLE_BROKER,
  });
}

/** To the standard output; Kafka's own default would write files where it is started. */
export function renderLog4j() {
  return renderProperties({
    'appender.stdout.type': 'Console',
    'appender.stdout.name': 'stdout',
    'appender.stdout.layout.type': 'PatternLayout',
    'appender.stdout.layout.pattern': '%d{ISO8601} %p %m (%c{1})%n',
    'rootLogger.level': 'info',
    'rootLogger.appenderRef.stdout.ref': 'stdout',
    // Lists hundreds of settings at each start.
    'logger.config.name': 'org.apache.kafka.common.config.AbstractConfig',
    'logger.config.level': 'warn',
  });
}

/**
 * @param {Record<string, string>} properties
 * @returns {string} Java's properties format
 */
export function renderProperties(properties) {
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');
}
