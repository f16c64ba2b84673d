package io.mainspring.transaction;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** What tests hold in their hands: the operators' side, Kafka's other side, known idTags. */
@TestConfiguration(proxyBeanMethods = false)
public class ServiceUnderTest {

    @Bean
    @Lazy
    Rest rest(ServletWebServerApplicationContext server) {
        return new Rest(server);
    }

    @Bean
    @Lazy
    Topics otherServices(
            KafkaTemplate<String, byte[]> kafka, ConsumerFactory<String, byte[]> consumers) {
        return new Topics(kafka, consumers);
    }

    @Bean
    @Lazy
    WireSide wireSide(Topics topics) {
        return new WireSide(topics);
    }

    @Bean
    GivenIdTags givenIdTags(JdbcClient sql) {
        return new GivenIdTags(sql);
    }
}
