package io.mainspring.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @Test
    void whatWasAcknowledgedIsThereAfterARestart(@TempDir Path directory) throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, "127.0.0.1", 0);
                var admin = Admin.create(at(kafka));
                var producer =
                        new KafkaProducer<>(
                                at(kafka), new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("facts", 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>("facts", "CP-7", "kept")).get();
        }
        try (var kafka = EmbeddedKafka.start(directory, "127.0.0.1", 0);
                var consumer =
                        new KafkaConsumer<>(
                                at(kafka), new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition("facts", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));

            assertThat(consumer.poll(Duration.ofSeconds(20)).records(partition))
                    .singleElement()
                    .satisfies(r -> assertThat(r.value()).isEqualTo("kept"));
        }
    }

    private static Map<String, Object> at(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
