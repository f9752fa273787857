package promenade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.transforms.Transformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Turns the header `headers`, an object of JSON with texts as values, into one header for each of them, as bytes in UTF-8, in
 * the place of all that were there. A record without it (a heartbeat) stays as it is.
 */
public class HeadersOfEvent<R extends ConnectRecord<R>> implements Transformation<R> {
    private static final String SOURCE = "headers";
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public R apply(R record) {
        Header source = record.headers().lastWithName(SOURCE);
        if (source == null) {
            return record;
        }
        ConnectHeaders headers = new ConnectHeaders();
        read(source).properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw new DataException("the header " + entry.getKey() + " is no text");
            }
            byte[] value = entry.getValue().textValue().getBytes(StandardCharsets.UTF_8);
            headers.add(entry.getKey(), value, Schema.BYTES_SCHEMA);
        });
        return record.newRecord(record.topic(), record.kafkaPartition(), record.keySchema(), record.key(),
                record.valueSchema(), record.value(), record.timestamp(), headers);
    }

    private JsonNode read(Header source) {
        try {
            return json.readTree(String.valueOf(source.value()));
        }
        catch (IOException cause) {
            throw new DataException("the column headers holds no JSON", cause);
        }
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> settings) {
    }

    @Override
    public void close() {
    }
}
