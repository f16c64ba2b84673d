package io.mainspring.auth.locallist;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.locallist.content.Change;
import io.mainspring.auth.locallist.content.Update;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.eventsourcing.ProjectionRebuild;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AuthServiceTest
class LocalListProjectionTest {

    private static final Map<String, String> TABLES =
            Map.of(
                    "local_list", "charge_point_key",
                    "local_list_selected", "charge_point_key, member_key",
                    "local_list_update", "command_id",
                    "local_list_entry", "charge_point_key, id_tag_key");

    private final Bench bench;
    private final Rest lists;
    private final JdbcClient db;
    private final ProjectionRebuild rebuild;
    private final EventFollowers followers;
    private final CommandGateway commands;

    @Autowired
    LocalListProjectionTest(
            Rest lists,
            io.mainspring.auth.Rest idTags,
            Correlation correlation,
            OtherService chargepointService,
            JdbcClient db,
            ProjectionRebuild rebuild,
            EventFollowers followers,
            CommandGateway commands) {
        this.bench = new Bench(lists, idTags, correlation, chargepointService);
        this.lists = lists;
        this.db = db;
        this.rebuild = rebuild;
        this.followers = followers;
        this.commands = commands;
    }

    @Test
    void rebuiltEqualsLive() {
        bench.chargePoint("PR-1");
        bench.idTag("pr1-a", "{\"status\":\"Accepted\",\"expiryDate\":\"2027-01-01T00:00:00Z\"}");
        bench.registered("pr1-b", "pr1-c");
        bench.chosen("PR-1", "pr1-a", "pr1-b", "pr1-c");
        bench.synchronize("PR-1");
        bench.chosen("PR-1", "pr1-b", "pr1-c");
        bench.idTag("pr1-b", "{\"status\":\"Blocked\",\"parentIdTag\":\"Fleet\"}");
        bench.synchronize("PR-1");
        lists.put("/PR-1", "{\"source\":\"groups\",\"groups\":[\"Fleet\"]}");
        bench.chosen("PR-2", "pr1-a");
        lists.delete("/PR-2");
        assertThat(followers.awaitCaughtUp()).isTrue();
        for (var table : TABLES.keySet()) {
            assertThat(rows(table)).as(table).isNotEmpty();
        }
        var updates = rows("local_list_update");
        var entries = rows("local_list_entry");
        var selected = rows("local_list_selected");
        var states = rows("local_list");
        db.sql("update local_list_entry set status = 'Expired'").update();
        db.sql("delete from local_list_selected").update();

        rebuild.rebuild("local-list");

        assertThat(rows("local_list_update")).isEqualTo(updates);
        assertThat(rows("local_list_entry")).isEqualTo(entries);
        assertThat(rows("local_list_selected")).isEqualTo(selected);
        assertThat(rows("local_list")).isEqualTo(states);
    }

    @Test
    void timesBeyondTheDatabasesStopNothing() {
        var line =
                new Change(
                        "pr3-a",
                        AuthorizationStatus.ACCEPTED,
                        Instant.parse("0000-01-01T00:00:00Z"),
                        null);
        var end = Instant.parse("+1097189-01-01T00:00:00Z");
        var id = UUID.randomUUID();
        var now = Instant.parse("2026-11-22T12:00:00Z");
        commands.<Boolean>sendAndWait(
                new LocalListCommand.Send(
                        "PR-3",
                        null,
                        id,
                        1,
                        false,
                        new Update(UpdateType.FULL, List.of(line)),
                        false,
                        null,
                        "op",
                        end,
                        now));
        assertThat(followers.awaitCaughtUp()).isTrue();

        commands.sendAndWait(
                new LocalListCommand.TakeStatus(
                        "PR-3", id, UpdateStatus.ACCEPTED, null, true, id, now, now));

        assertThat(followers.awaitCaughtUp()).isTrue();
        assertThat(lists.get("/PR-3").body().path("listVersion").asInt()).isEqualTo(1);
    }

    /** The names are of the map above. */
    private List<Map<String, @Nullable Object>> rows(String table) {
        return db.sql(
                        "select t::text as row from %s t order by %s"
                                .formatted(table, TABLES.get(table)))
                .query()
                .listOfRows();
    }
}
