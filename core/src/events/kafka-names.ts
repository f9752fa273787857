import type { KafkaOptions } from './kafka-options.js';

/** The topic's name at the broker. */
export const topicName = ({ prefix = '' }: KafkaOptions, topic: string): string =>
  `${prefix}${topic}`;

/**
 * The group's name at the broker. Each topic has a group of its own: the clients hand a topic to members of a group that did
 * not subscribe to it. Every adapter uses the same names, so that one takes over where another one left off.
 */
export const groupName = ({ prefix = '' }: KafkaOptions, group: string, topic: string): string =>
  `${prefix}${group}.${topic}`;
