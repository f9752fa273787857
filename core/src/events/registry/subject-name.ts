/**
 * The subject of a topic's payloads, as Confluent's serializers name it (`TopicNameStrategy`).
 * @param prefix what stands before the topic at the broker
 */
export const subjectName = (prefix: string, topic: string): string => `${prefix}${topic}-value`;
