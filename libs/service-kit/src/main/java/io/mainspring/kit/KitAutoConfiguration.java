package io.mainspring.kit;

import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.kit.calls.OutcomePolls;
import io.mainspring.kit.consumed.ConsumedOffsets;
import io.mainspring.kit.consumed.PublishedEventPolls;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.requests.RequestPolls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureBefore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.FixedBackOff;

/** Topics, polls and the clock. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@AutoConfigureBefore(TaskSchedulingAutoConfiguration.class)
@EnableConfigurationProperties(KafkaSettings.class)
public class KitAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Threads of its own for each task: Boot's scheduler on virtual threads has one for all. */
    @Bean
    @ConditionalOnMissingBean
    TaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(8);
        scheduler.setThreadNamePrefix("scheduled-");
        scheduler.setDaemon(true);
        return scheduler;
    }

    /** Every service makes sure of all topics, so none has to be started first. */
    @Bean
    KafkaAdmin.NewTopics topics(KafkaSettings settings) {
        var topics = new ArrayList<NewTopic>();
        for (var owner : Owner.values()) {
            topics.add(keyed(Topic.requests(owner), settings, settings.requestRetention()));
            topics.add(
                    keyed(
                            Topic.requests(owner).deadLetters(),
                            settings,
                            settings.eventRetention()));
            topics.add(keyed(Topic.outcomes(owner), settings, settings.requestRetention()));
            topics.add(
                    keyed(
                            Topic.outcomes(owner).deadLetters(),
                            settings,
                            settings.eventRetention()));
            topics.add(
                    owner == Owner.AUTH
                            // Whole states of idTags: who starts late must still find them all.
                            ? compacted(Topic.events(owner), settings)
                            : keyed(Topic.events(owner), settings, settings.eventRetention()));
            topics.add(
                    keyed(Topic.events(owner).deadLetters(), settings, settings.eventRetention()));
        }
        topics.add(ordered(keyed(Topic.CALLS, settings, settings.requestRetention())));
        topics.add(keyed(Topic.CALLS.deadLetters(), settings, settings.eventRetention()));
        topics.add(ordered(keyed(Topic.RESULTS, settings, settings.requestRetention())));
        topics.add(keyed(Topic.RESULTS.deadLetters(), settings, settings.eventRetention()));
        topics.add(ordered(compacted(Topic.CONNECTIONS, settings)));
        topics.add(keyed(Topic.CONNECTIONS.deadLetters(), settings, settings.eventRetention()));
        topics.add(compacted(Topic.ADMISSIONS, settings));
        topics.add(
                topic(Topic.DELIVERIES, settings.deliveryPartitions(), settings)
                        .config(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(settings.deliveryRetention().toMillis()))
                        .build());
        return new KafkaAdmin.NewTopics(topics.toArray(NewTopic[]::new));
    }

    /** The surroundings failed: the whole poll again, once a second, for as long as it takes. */
    @Bean
    @ConditionalOnMissingBean
    CommonErrorHandler whenTheSurroundingsFail() {
        return new DefaultErrorHandler(new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS));
    }

    private static NewTopic keyed(Topic topic, KafkaSettings settings, Duration retention) {
        return topic(topic, settings.partitions(), settings)
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
                .build();
    }

    private static NewTopic compacted(Topic topic, KafkaSettings settings) {
        return topic(topic, settings.partitions(), settings).compact().build();
    }

    /** Stamped by the broker: correlation merges these topics by time, and knows one clock only. */
    private static NewTopic ordered(NewTopic topic) {
        var configs = new HashMap<>(topic.configs());
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
        return topic.configs(configs);
    }

    private static TopicBuilder topic(Topic topic, int partitions, KafkaSettings settings) {
        return TopicBuilder.name(topic.name())
                .partitions(partitions)
                .replicas(settings.replicationFactor());
    }

    /** For services with a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean({JdbcClient.class, KafkaTemplate.class})
    static class Polls {

        @Bean
        @ConditionalOnMissingBean
        PollTransaction pollTransaction(PlatformTransactionManager transactions) {
            var template = new TransactionTemplate(transactions);
            return new PollTransaction() {
                @Override
                @SuppressWarnings("NullAway") // what comes out is what the work returned
                public <R> R execute(Supplier<R> work) {
                    return template.execute(_ -> work.get());
                }
            };
        }

        @Bean
        IsolatedPolls isolatedPolls(PollTransaction transaction) {
            return new IsolatedPolls(transaction);
        }

        @Bean
        DeadLetters deadLetters(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
            return new DeadLetters(kafka, meters);
        }

        @Bean
        RequestPolls requestPolls(
                IsolatedPolls polls, KafkaTemplate<String, byte[]> kafka, DeadLetters letters) {
            return new RequestPolls(polls, kafka, letters);
        }

        @Bean
        OutcomePolls outcomePolls(
                IsolatedPolls polls,
                ConsumedOffsets consumed,
                JdbcClient sql,
                DeadLetters letters) {
            return new OutcomePolls(polls, consumed, sql, letters);
        }

        @Bean
        ConsumedOffsets consumedOffsets(JdbcClient sql) {
            return new ConsumedOffsets(sql);
        }

        @Bean
        PublishedEventPolls publishedEventPolls(
                IsolatedPolls polls, ConsumedOffsets consumed, DeadLetters letters) {
            return new PublishedEventPolls(polls, consumed, letters);
        }
    }
}
