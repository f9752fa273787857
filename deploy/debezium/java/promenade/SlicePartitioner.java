package promenade;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;

/**
 * Puts the records of promotion.dispatch, whose key is the number of the slice, into the partition of that number, modulo the
 * topic's number of partitions. All other records go by the hash of their key. Both are what the built-in relay does; Debezium
 * Server hands no partition to the producer.
 */
public class SlicePartitioner implements Partitioner {
    private static final String DISPATCH = "promotion.dispatch";

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        int partitions = cluster.partitionsForTopic(topic).size();
        if (keyBytes == null) {
            return 0;
        }
        if (topic.endsWith(DISPATCH)) {
            return Integer.parseInt(new String(keyBytes, StandardCharsets.UTF_8)) % partitions;
        }
        return BuiltInPartitioner.partitionForKey(keyBytes, partitions);
    }

    @Override
    public void close() {
    }

    @Override
    public void configure(Map<String, ?> settings) {
    }
}
