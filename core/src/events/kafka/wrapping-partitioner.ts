import { type ICustomPartitioner, Partitioners } from 'kafkajs';

/**
 * A record's own partition counts modulo the topic's number of partitions, so that a topic made with fewer still takes it,
 * and the same partition is always the same; without one its key decides.
 */
export const wrappingPartitioner: ICustomPartitioner = () => {
  const byKey = Partitioners.DefaultPartitioner();
  return (choice) => {
    const { partition } = choice.message;
    return typeof partition === 'number'
      ? partition % choice.partitionMetadata.length
      : byKey(choice);
  };
};
