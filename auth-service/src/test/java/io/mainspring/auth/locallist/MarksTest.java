package io.mainspring.auth.locallist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.locallist.Marks.Marked;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AuthServiceTest
class MarksTest {

    private final Bench bench;
    private final Rest lists;
    private final Marks marks;
    private final EventFollowers followers;
    private final JdbcClient db;

    @Autowired
    MarksTest(
            Rest lists,
            io.mainspring.auth.Rest idTags,
            Correlation correlation,
            OtherService chargepointService,
            Marks marks,
            EventFollowers followers,
            JdbcClient db) {
        this.bench = new Bench(lists, idTags, correlation, chargepointService);
        this.lists = lists;
        this.marks = marks;
        this.followers = followers;
        this.db = db;
    }

    @Test
    void aChangeMarksTheListsThatAreBuiltFromIt() {
        bench.registered("ma1-a", "ma1-b");
        bench.chosen("MA-1", "ma1-a");
        bench.chosen("MA-2", "ma1-b");
        var first = marked("MA-1");
        var second = marked("MA-2");

        bench.idTag("ma1-a", "{\"status\":\"Blocked\"}");

        assertThat(marked("MA-1").own()).isEqualTo(first.own() + 1);
        assertThat(marked("MA-2").own()).isEqualTo(second.own());
    }

    @Test
    void aChangeMarksAllListsOfAllIdTagsByOneCount() {
        lists.put("/MA-3", "{\"source\":\"all\"}");
        bench.chargePoint("MA-3");
        bench.registered("ma3-a");
        bench.synchronize("MA-3");
        var before = marked("MA-3");

        bench.idTag("ma3-a", "{\"status\":\"Blocked\"}");

        assertThat(marked("MA-3")).isEqualTo(new Marked(before.own(), before.ofAll() + 1));
        bench.awaitState("MA-3", "Stale");
        lists.delete("/MA-3");
        assertThat(followers.awaitCaughtUp(marks)).isTrue();
        assertThat(marks.of(List.of("ma-3"))).isEmpty();
    }

    @Test
    void anOldLookDoesNotUndoALaterOne() {
        bench.registered("ma4-a");
        bench.chargePoint("MA-4");
        bench.chosen("MA-4", "ma4-a");
        bench.synchronize("MA-4");
        bench.registered("ma4-b");
        await().atMost(Bench.PATIENCE).until(() -> pending("ma-4") == 0);

        marks.seen("ma-4", new Marked(0, 0), 7);

        assertThat(pending("ma-4")).isZero();
    }

    private Marked marked(String id) {
        assertThat(followers.awaitCaughtUp(marks)).isTrue();
        var key = ListKey.chargePointKey(id);
        return Objects.requireNonNull(marks.of(List.of(key)).get(key));
    }

    /** What the last look found; -1 if the next is due. */
    private int pending(String key) {
        return db.sql(
                        """
                        select pending from local_list_looked_at
                        where charge_point_key = ? and not due
                        """)
                .param(key)
                .query(Integer.class)
                .optional()
                .orElse(-1);
    }
}
