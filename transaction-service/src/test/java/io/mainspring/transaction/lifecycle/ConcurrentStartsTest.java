package io.mainspring.transaction.lifecycle;

import static io.mainspring.transaction.lifecycle.Polls.aStart;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.TransactionServiceTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rebalance can let two consumers handle the same records at the same time. */
@TransactionServiceTest
class ConcurrentStartsTest {

    private static final int CONSUMERS = 4;
    private static final int STARTS = 50;

    @Autowired private PollTransaction transaction;
    @Autowired private Decisions decisions;
    @Autowired private GivenIdTags idTags;
    @Autowired private JdbcClient sql;

    @Test
    void theSameStartsHandledByConcurrentConsumersGetTheSameIds() throws Exception {
        var cp = "CP-" + UUID.randomUUID();
        var idTag = idTags.accepted();
        var at = Instant.parse("2026-03-01T10:00:00Z");
        var starts = new ArrayList<StartTransaction.Request>();
        for (int i = 0; i < STARTS; i++) {
            starts.add(aStart(i + 1, idTag, 0, at));
        }
        var together = new CyclicBarrier(CONSUMERS);
        List<Callable<List<Integer>>> consumers = new ArrayList<>();
        for (int c = 0; c < CONSUMERS; c++) {
            boolean isBackwards = c % 2 == 1;
            consumers.add(() -> {
                var polls = new Polls(transaction, decisions);
                var records =
                        new ArrayList<>(starts.stream().map(s -> polls.record(cp, s)).toList());
                if (isBackwards) {
                    Collections.reverse(records);
                }
                together.await();
                var ids = new ArrayList<>(Polls.ids(polls.handleIsolated(records)));
                if (isBackwards) {
                    Collections.reverse(ids);
                }
                return ids;
            });
        }

        var results = new ArrayList<List<Integer>>();
        try (var executor = Executors.newFixedThreadPool(CONSUMERS)) {
            for (var future : executor.invokeAll(consumers)) {
                results.add(future.get());
            }
        }

        assertThat(results.getFirst()).hasSize(STARTS).doesNotHaveDuplicates();
        assertThat(results).allSatisfy(ids -> assertThat(ids).isEqualTo(results.getFirst()));
        assertThat(
                        sql.sql("select count(*) from transaction_key where charge_point_key = ?")
                                .param(cp.toLowerCase(Locale.ROOT))
                                .query(Long.class)
                                .single())
                .isEqualTo(STARTS);
    }
}
