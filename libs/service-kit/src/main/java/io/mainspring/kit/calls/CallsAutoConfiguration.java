package io.mainspring.kit.calls;

import io.mainspring.contracts.Owner;
import io.mainspring.kit.KitAutoConfiguration;
import io.mainspring.kit.polls.PollTransaction;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Calls to charge points, for services that own actions and have a REST API. */
@AutoConfiguration(after = KitAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(JdbcClient.class)
@ConditionalOnProperty(name = "mainspring.calls.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CallSettings.class)
class CallsAutoConfiguration {

    @Bean
    OutcomeWaiters outcomeWaiters(
            ConsumerFactory<String, byte[]> consumers,
            @Value("${mainspring.service}") String service) {
        return new OutcomeWaiters(consumers, Owner.named(service));
    }

    @Bean
    IdempotencyKeys idempotencyKeys(
            JdbcClient sql, CallSettings settings, TaskScheduler scheduler, Clock clock) {
        var keys = new IdempotencyKeys(sql);
        var _ =
                scheduler.scheduleWithFixedDelay(
                        () -> keys.prune(clock.instant().minus(settings.idempotencyKeysLive())),
                        Duration.ofHours(1));
        return keys;
    }

    @Bean
    OutgoingCalls outgoingCalls(
            JdbcClient sql,
            PlatformTransactionManager transactions,
            KafkaTemplate<String, byte[]> kafka,
            TaskScheduler scheduler,
            Clock clock,
            @Value("${mainspring.service}") String service) {
        return new OutgoingCalls(
                sql,
                new TransactionTemplate(transactions),
                kafka,
                scheduler,
                Owner.named(service),
                clock);
    }

    @Bean
    Calls calls(
            KafkaTemplate<String, byte[]> kafka,
            OutcomeWaiters waiters,
            IdempotencyKeys keys,
            OutgoingCalls outgoing,
            PollTransaction transaction,
            CallSettings settings,
            Clock clock,
            @Value("${mainspring.service}") String service) {
        return new Calls(
                Owner.named(service), kafka, waiters, keys, outgoing, transaction, settings, clock);
    }

    @Bean
    WebMvcConfigurer callOptions() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallOptionsResolver());
            }
        };
    }
}
