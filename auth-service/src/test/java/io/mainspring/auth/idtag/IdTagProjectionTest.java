package io.mainspring.auth.idtag;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.Rest;
import io.mainspring.kit.eventsourcing.ProjectionRebuild;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AuthServiceTest
class IdTagProjectionTest {

    private final Rest operator;
    private final JdbcClient db;
    private final ProjectionRebuild rebuild;

    @Autowired
    IdTagProjectionTest(Rest operator, JdbcClient db, ProjectionRebuild rebuild) {
        this.operator = operator;
        this.db = db;
        this.rebuild = rebuild;
    }

    @Test
    void rebuiltEqualsLive() {
        operator.put("/pr-1", "{\"status\": \"Accepted\", \"parentIdTag\": \"Fleet\"}");
        operator.put("/PR-1", "{\"status\": \"Blocked\"}");
        operator.put("/pr-2", "{\"status\": \"Accepted\"}");
        operator.delete("/pr-2");
        operator.put("/pr-3", "{\"status\": \"Accepted\"}");
        operator.delete("/pr-3");
        operator.put(
                "/PR-3",
                "{\"status\": \"Accepted\", \"expiryDate\": \"2027-01-01T00:00:00.123Z\"}");
        operator.put("/pr-3", "{\"status\": \"Blocked\"}");
        var live = rows();

        rebuild.rebuild("id-tag");

        assertThat(rows()).isEqualTo(live);
        assertThat(live)
                .filteredOn(row -> String.valueOf(row.get("key")).startsWith("pr-"))
                .extracting(row -> row.get("id_tag"))
                .containsExactly("pr-1", "PR-3");
    }

    /** Damage that only a rebuild from the events can repair, so the test above cannot pass idly. */
    @Test
    void aRebuildRestoresWhatWasLost() {
        operator.put("/other-1", "{\"status\": \"Accepted\"}");
        var live = rows();
        db.sql("update id_tag set status = 'Blocked', registered_at = now()").update();

        rebuild.rebuild("id-tag");

        assertThat(rows()).isEqualTo(live);
    }

    private List<Map<String, @Nullable Object>> rows() {
        return db.sql("select * from id_tag order by key").query().listOfRows();
    }
}
