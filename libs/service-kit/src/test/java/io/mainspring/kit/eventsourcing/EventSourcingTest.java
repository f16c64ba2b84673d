package io.mainspring.kit.eventsourcing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.testkit.Engines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = TallyService.class,
        properties = "spring.config.name=kit-test",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = Engines.class)
class EventSourcingTest {

    @Autowired private CommandGateway commands;
    @Autowired private PollTransaction transaction;
    @Autowired private IsolatedPolls polls;
    @Autowired private EventFollowers followers;
    @Autowired private ProjectionRebuild rebuild;
    @Autowired private JdbcClient sql;

    private final String counter = "c-" + UUID.randomUUID();

    @Test
    void aPollIsOneTransactionWhateverTheNumberOfItsCommands() {
        transaction.execute(() ->
                IntStream.range(0, 100)
                        .mapToObj(_ -> this.<Long>send(1))
                        .reduce((_, last) -> last));

        assertThat(
                        sql.sql(
                                        """
                                        select count(distinct transaction_id) from domain_event
                                        where aggregate_id = ?
                                        """)
                                .param(counter)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
        assertThat(storedAmounts()).hasSize(100);
    }

    @Test
    void aRefusedCommandDoesNotTakeItsNeighboursDown() {
        transaction.execute(() -> {
            send(1);
            assertThatThrownBy(() -> send(-5)).isInstanceOf(Counter.Negative.class);
            return send(2);
        });

        assertThat(storedAmounts()).containsExactly(1L, 2L);
    }

    @Test
    void aPoisonRecordIsIsolatedAndTheCachedAggregateForgetsWhatWasRolledBack() {
        var buried = new ArrayList<Long>();
        polls.run(
                List.of(1L, 2L, -1_000L, 4L),
                part ->
                        part.stream()
                                .map(amount -> {
                                    if (amount < 0) {
                                        throw new IllegalArgumentException("poison");
                                    }
                                    return this.<Long>send(amount);
                                })
                                .toList(),
                (amount, _) -> buried.add(amount));

        assertThat(buried).containsExactly(-1_000L);
        assertThat(storedAmounts()).containsExactly(1L, 2L, 4L);
        assertThat(this.<Long>send(0)).isEqualTo(7L);
    }

    @Test
    void storedEventsBearLogicalNames() {
        send(3);

        assertThat(
                        sql.sql("select event_type from domain_event where aggregate_id = ?")
                                .param(counter)
                                .query(String.class)
                                .list())
                .containsExactly("counter.amount-added");
    }

    @Test
    void aWriterSeesItsOwnEventInTheViews() {
        for (int i = 1; i <= 20; i++) {
            send(1);
            followers.awaitCaughtUp();

            assertThat(tally()).isEqualTo(i);
        }
    }

    @Test
    void concurrentWritersLoseNothingInTheViewsAndARebuiltViewEqualsTheLiveOne() throws Exception {
        try (var writers = Executors.newFixedThreadPool(4)) {
            for (int w = 0; w < 4; w++) {
                var own = counter + "-" + w;
                writers.execute(() -> {
                    for (int i = 0; i < 200; i++) {
                        commands.sendAndWait(new Counter.Add(own, i));
                    }
                });
            }
            // while they write: the new tables are made beside the old ones
            rebuild.rebuild("tally");
        }
        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(changes()).isEqualTo(800));
        var live = sql.sql("select * from tally order by counter").query().listOfRows();

        rebuild.rebuild("tally");

        assertThat(sql.sql("select * from tally order by counter").query().listOfRows())
                .isEqualTo(live);
    }

    @Test
    void aFollowerThatWantsRareEventsSeesEachOfThemOnceAndIsCaughtUpBetweenThem() throws Exception {
        send(1);
        try (var writers = Executors.newFixedThreadPool(2)) {
            writers.execute(() -> {
                for (int i = 0; i < 300; i++) {
                    commands.sendAndWait(new Counter.Add(counter + "-other", i));
                }
            });
            for (int i = 1; i <= 20; i++) {
                commands.sendAndWait(new Counter.Audit(counter));

                assertThat(followers.awaitCaughtUp()).isTrue();
                assertThat(audits()).hasSize(i).doesNotHaveDuplicates();
            }
        }
        assertThat(followers.awaitCaughtUp()).isTrue();
        var live = audits();

        rebuild.rebuild("audits");

        assertThat(audits()).isEqualTo(live).hasSize(20);
    }

    @Test
    void longStreamsAreSnapshottedAndReadBackFromTheSnapshot() {
        for (int i = 0; i < 60; i++) {
            send(1);
        }
        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(snapshots()).isPositive());
        sql.sql(
                        """
                        update domain_event e set payload = jsonb_set(payload, '{amount}', '1000')
                        where aggregate_id = ? and sequence <=
                            (select max(sequence) from snapshot s where s.aggregate_id = ?)
                        """)
                .params(counter, counter)
                .update();

        try (var replica = replica()) {
            assertThat(replica.<Long>send(0)).isEqualTo(60L);
        }
    }

    @Test
    void aDecisionThatStoresNothingStandsOnWhatAnotherReplicaHasStored() {
        send(0);
        try (var replica = replica()) {
            replica.<Long>send(5);
        }

        assertThat(empty()).isEqualTo(5L);
        assertThat(storedAmounts()).containsExactly(0L, 5L, -5L);
    }

    @Test
    void thePollsOfOneReplicaStandOnWhatAnotherHasStored() {
        send(0);
        try (var replica = replica()) {
            replica.<Long>send(5);
            var results = polls.run(List.of(1, 2), _ -> empty(), (_, failure) -> fail(failure));
            assertThat(results).containsExactly(5L);

            replica.<Long>send(7);
        }

        assertThat(this.<Long>send(1)).isEqualTo(8L);
    }

    @Test
    void replicasThatWriteAtTheSameTimeBothSucceed() throws Exception {
        send(0);
        try (var replica = replica();
                var writers = Executors.newFixedThreadPool(2)) {
            var here = writers.submit(() -> IntStream.range(0, 50).forEach(_ -> send(1)));
            var there =
                    writers.submit(() ->
                            IntStream.range(0, 50)
                                    .forEach(_ ->
                                            replica.transaction()
                                                    .execute(() -> replica.<Long>send(1))));
            here.get();
            there.get();
        }

        assertThat(this.<Long>send(0)).isEqualTo(100L);
    }

    @Test
    void storedEventsArePublishedAsCloudEventsInTheOrderOfTheirAggregate() {
        transaction.execute(() -> List.of(send(1), send(2), send(3)));

        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", Engines.kafka().bootstrapServers()),
                        new StringDeserializer(),
                        new CloudEventDeserializer())) {
            var partitions =
                    consumer.partitionsFor(Topic.events(Owner.AUTH).name()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var seen = new ArrayList<CloudEvent>();
            await().atMost(10, SECONDS)
                    .untilAsserted(() -> {
                        for (var record : consumer.poll(Duration.ofMillis(100))) {
                            if (record.key().equals(counter)) {
                                seen.add(record.value());
                            }
                        }
                        assertThat(seen)
                                .extracting(e -> new String(data(e), UTF_8))
                                .containsExactly(
                                        "{\"counter\":\"%s\",\"amount\":1}".formatted(counter),
                                        "{\"counter\":\"%s\",\"amount\":2}".formatted(counter),
                                        "{\"counter\":\"%s\",\"amount\":3}".formatted(counter));
                    });
            assertThat(seen)
                    .allSatisfy(e -> {
                        assertThat(e.getType()).isEqualTo("counter.added.v1");
                        assertThat(e.getSource()).hasToString("/mainspring/auth");
                        assertThat(e.getTime()).isNotNull();
                    });
        }
    }

    private static byte[] data(CloudEvent event) {
        var data = event.getData();
        return data == null ? new byte[0] : data.toBytes();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as Axon's gateway
    private <R> R send(long amount) {
        return commands.sendAndWait(new Counter.Add(counter, amount));
    }

    private long empty() {
        return commands.sendAndWait(new Counter.Empty(counter));
    }

    /** A second one of this service on the same database, with a cache of its own. */
    private Replica replica() {
        return new Replica(
                new SpringApplicationBuilder(TallyService.class)
                        .initializers(new Engines())
                        .properties("spring.config.name=kit-test")
                        .run());
    }

    private final class Replica implements AutoCloseable {

        private final ConfigurableApplicationContext context;

        Replica(ConfigurableApplicationContext context) {
            this.context = context;
        }

        @SuppressWarnings("TypeParameterUnusedInFormals") // as Axon's gateway
        <R> R send(long amount) {
            return context.getBean(CommandGateway.class)
                    .sendAndWait(new Counter.Add(counter, amount));
        }

        PollTransaction transaction() {
            return context.getBean(PollTransaction.class);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private long snapshots() {
        return sql.sql("select count(*) from snapshot where aggregate_id = ?")
                .param(counter)
                .query(Long.class)
                .single();
    }

    private List<@Nullable Long> storedAmounts() {
        return sql.sql(
                        """
                        select (payload->>'amount')::bigint from domain_event
                        where aggregate_id = ? order by sequence
                        """)
                .param(counter)
                .query(Long.class)
                .list();
    }

    private long tally() {
        return sql.sql("select total from tally where counter = ?")
                .param(counter)
                .query(Long.class)
                .single();
    }

    private List<@Nullable Long> audits() {
        return sql.sql("select sequence from audit where counter = ? order by sequence")
                .param(counter)
                .query(Long.class)
                .list();
    }

    private long changes() {
        return sql.sql("select coalesce(sum(changes), 0) from tally where counter like ?")
                .param(counter + "%")
                .query(Long.class)
                .single();
    }
}
