package io.mainspring.kit.eventsourcing;

import io.mainspring.contracts.PublishedAs;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootConfiguration
@EnableAutoConfiguration
public class TallyService {

    @Bean
    EventSourcing eventSourcing() {
        return EventSourcing.of().aggregate(Counter.class, 50).events(CounterEvent.class);
    }

    @Bean
    Publication publication() {
        return stored ->
                switch ((CounterEvent) stored.payload()) {
                    case CounterEvent.AmountAdded e ->
                            List.of(
                                    new Publication.Published(
                                            e.counter(), new Added(e.counter(), e.amount())));
                    case CounterEvent.Audited _ -> List.of();
                };
    }

    @Bean
    Tally tally(JdbcClient sql) {
        return new Tally(sql);
    }

    @Bean
    Audits audits(JdbcClient sql) {
        return new Audits(sql);
    }

    @PublishedAs("counter.added.v1")
    record Added(String counter, long amount) {}

    static final class Tally implements Projection {

        private final JdbcClient sql;

        Tally(JdbcClient sql) {
            this.sql = sql;
        }

        @Override
        public String name() {
            return "tally";
        }

        @Override
        public List<String> tables() {
            return List.of("tally");
        }

        @Override
        public void handle(List<StoredEvent> batch) {
            for (var stored : batch) {
                switch ((CounterEvent) stored.payload()) {
                    case CounterEvent.AmountAdded e ->
                            sql.sql(
                                            """
                                            insert into tally values (?, ?, 1)
                                            on conflict (counter) do update
                                            set total = tally.total + excluded.total,
                                                changes = tally.changes + 1
                                            """)
                                    .params(e.counter(), e.amount())
                                    .update();
                    case CounterEvent.Audited _ -> {} // changes no tally
                }
            }
        }
    }

    /** Wants the rare events alone; breaks if it hears of another. */
    static final class Audits implements Projection {

        private final JdbcClient sql;

        Audits(JdbcClient sql) {
            this.sql = sql;
        }

        @Override
        public Set<Class<?>> wants() {
            return Set.of(CounterEvent.Audited.class);
        }

        @Override
        public String name() {
            return "audits";
        }

        @Override
        public List<String> tables() {
            return List.of("audit");
        }

        @Override
        public void handle(List<StoredEvent> batch) {
            for (var stored : batch) {
                sql.sql("insert into audit values (?, ?)")
                        .params(
                                ((CounterEvent.Audited) stored.payload()).counter(),
                                stored.sequence())
                        .update();
            }
        }
    }
}
