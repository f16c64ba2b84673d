package io.mainspring.kit.eventsourcing;

import io.mainspring.contracts.Owner;
import io.mainspring.kit.polls.PollTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The command side and the followers of a service that declares an {@link EventSourcing} bean. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        },
        before = io.mainspring.kit.KitAutoConfiguration.class)
@ConditionalOnClass(CommandGateway.class)
@ConditionalOnBean(EventSourcing.class)
@Import(ConflictProblems.class)
class EventSourcingAutoConfiguration {

    private static final String UNIQUE_VIOLATION = "23505";

    /** Axon without its auto-configuration, whose ordering does not fit Boot 4 (docs/adr/0002). */
    @Bean(destroyMethod = "shutdown")
    Configuration axon(
            EventSourcing declared,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            JdbcClient sql,
            ObjectProvider<EventFollowers> followers,
            @Value("${mainspring.aggregate-cache-size:20000}") int cacheSize) {
        var transactionManager = new SpringTransactionManager(transactions);
        var serializer = new StoredEventSerializer(declared.format());
        var configurer =
                DefaultConfigurer.defaultConfiguration(false)
                        .configureTransactionManager(_ -> transactionManager)
                        .configureSerializer(_ -> serializer)
                        .configureEventSerializer(_ -> serializer)
                        .configureCommandBus(_ -> commandBus(transactionManager))
                        .configureEmbeddedEventStore(_ ->
                                new EventStoreEngine(
                                        JdbcEventStorageEngine.builder()
                                                .eventSerializer(serializer)
                                                .snapshotSerializer(serializer)
                                                .persistenceExceptionResolver(
                                                        EventSourcingAutoConfiguration::isDuplicate)
                                                .connectionProvider(
                                                        new SpringDataSourceConnectionProvider(
                                                                dataSource))
                                                .transactionManager(transactionManager)));
        for (var aggregate : declared.aggregates()) {
            configurer.configureAggregate(aggregate(aggregate, cacheSize, new StoredVersions(sql)));
        }
        var axon = configurer.buildConfiguration();
        axon.start();
        axon.eventStore()
                .subscribe(_ ->
                        CurrentUnitOfWork.ifStarted(unit ->
                                unit.root()
                                        .afterCommit(
                                                _ -> followers.ifAvailable(EventFollowers::wake))));
        return axon;
    }

    @Bean
    CommandGateway commandGateway(Configuration axon) {
        return DefaultCommandGateway.builder()
                .commandBus(axon.commandBus())
                .retryScheduler(new Conflicts())
                .build();
    }

    /** One unit of work around the poll: all its events are one batch, all its writes one commit. */
    @Bean
    PollTransaction pollTransaction(PlatformTransactionManager transactions) {
        var transactionManager = new SpringTransactionManager(transactions);
        return new PollTransaction() {
            @Override
            public <R> R execute(Supplier<R> work) {
                return CurrentUnitOfWork.isStarted()
                        ? work.get()
                        : Conflicts.retrying(() -> once(work));
            }

            private <R> R once(Supplier<R> work) {
                var unit = DefaultUnitOfWork.startAndGet(null);
                unit.attachTransaction(transactionManager);
                var result = unit.executeWithResult(work::get);
                if (result.isExceptional()) {
                    throw unchecked(result.exceptionResult());
                }
                return result.getPayload();
            }
        };
    }

    @Bean
    EventLog eventLog(
            JdbcClient sql,
            EventSourcing declared,
            @Value("${mainspring.follower-batch-size:500}") int batchSize) {
        return new EventLog(sql, declared.format(), batchSize);
    }

    @Bean
    EventFollowers eventFollowers(
            EventLog events,
            JdbcClient sql,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            List<EventFollower> followers,
            ObjectProvider<Publication> publication,
            KafkaTemplate<String, byte[]> kafka,
            @Value("${mainspring.service}") String service) {
        var all = new ArrayList<>(followers);
        publication.ifAvailable(
                p -> all.add(new PublicationFollower(p, Owner.named(service), kafka)));
        return new EventFollowers(
                events,
                new FollowerPositions(sql),
                new TransactionTemplate(transactions),
                meters,
                all);
    }

    @Bean
    ProjectionRebuild projectionRebuild(
            EventLog events,
            JdbcClient sql,
            PlatformTransactionManager transactions,
            List<EventFollower> followers) {
        return new ProjectionRebuild(
                events,
                new FollowerPositions(sql),
                new TransactionTemplate(transactions),
                sql,
                followers);
    }

    @Bean
    ProjectionsEndpoint projectionsEndpoint(ProjectionRebuild rebuild) {
        return new ProjectionsEndpoint(rebuild);
    }

    private static <A> AggregateConfigurer<A> aggregate(
            EventSourcing.AggregateType declared, int cacheSize, StoredVersions stored) {
        @SuppressWarnings("unchecked") // the type parameter only ties the configurer to itself
        var type = (Class<A>) declared.type();
        var cache = new AggregateCache(cacheSize);
        var configurer = AggregateConfigurer.defaultConfiguration(type);
        configurer.configureRepository(axon ->
                new CheckedRepository<>(
                        EventSourcingRepository.builder(type)
                                .eventStore(axon.eventStore())
                                .lockFactory(locks())
                                .snapshotTriggerDefinition(
                                        snapshots(axon, declared.eventsPerSnapshot()))
                                .repositoryProvider(axon::repository),
                        cache,
                        stored));
        return configurer;
    }

    private static SnapshotTriggerDefinition snapshots(Configuration axon, int eventsPerSnapshot) {
        return eventsPerSnapshot == 0
                ? NoSnapshotTriggerDefinition.INSTANCE
                : new EventCountSnapshotTriggerDefinition(axon.snapshotter(), eventsPerSnapshot);
    }

    /** Ten seconds: who waits longer stands in a deadlock that neither Axon nor PostgreSQL can see whole. */
    private static LockFactory locks() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(1_000)
                .lockAttemptTimeout(10)
                .build();
    }

    /**
     * A command outside of a poll gets a transaction of its own. Inside, it must not: a refusal
     * that the caller catches would mark the whole poll for rollback.
     */
    private static CommandBus commandBus(TransactionManager transactionManager) {
        var bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor((unit, chain) -> {
            if (unit.isRoot()) {
                unit.attachTransaction(transactionManager);
            }
            return chain.proceed();
        });
        return bus;
    }

    private static boolean isDuplicate(Exception failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isDuplicate(sql)) {
                return true;
            }
        }
        return false;
    }

    /** The driver hangs the server's word behind that of the batch. */
    private static boolean isDuplicate(SQLException failure) {
        var next = failure.getNextException();
        return UNIQUE_VIOLATION.equals(failure.getSQLState())
                || (next != null && UNIQUE_VIOLATION.equals(next.getSQLState()));
    }

    private static RuntimeException unchecked(Throwable failure) {
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(failure);
    }
}
