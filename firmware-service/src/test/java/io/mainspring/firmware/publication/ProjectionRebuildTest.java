package io.mainspring.firmware.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.eventsourcing.ProjectionRebuild;
import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FirmwareServiceTest
class ProjectionRebuildTest {

    private static final Map<String, String> ORDERS =
            Map.of(
                    "job", "job_id",
                    "job_history", "job_id, sequence",
                    "status_observation", "charge_point_key, line, sequence",
                    "campaign", "campaign_id",
                    "campaign_target", "campaign_id, position");

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;
    @Autowired private JdbcClient db;
    @Autowired private ProjectionRebuild rebuild;
    @Autowired private EventFollowers followers;

    private final String id = "CP-" + UUID.randomUUID();

    @Test
    void rebuiltEqualsLive() {
        liveThrough();
        var live = rows();

        rebuild.rebuild("job");
        rebuild.rebuild("campaign");

        assertThat(rows()).isEqualTo(live);
        assertThat(live.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());
    }

    /** Damage that only a rebuild from the events can repair, so the test above cannot pass idly. */
    @Test
    void aRebuildRestoresWhatWasLost() {
        liveThrough();
        var live = rows();
        db.sql("update job set status = 'Lost', reason = 'lost'").update();
        db.sql("update campaign_target set attempts = 99, reason = 'lost'").update();

        rebuild.rebuild("job");
        rebuild.rebuild("campaign");

        assertThat(rows()).isEqualTo(live);
    }

    private void liveThrough() {
        correlation.ends(id, _ -> End.answered("{}"));
        gateway.send(id, new DiagnosticsStatusNotification.Request(DiagnosticsStatus.IDLE));
        var campaign =
                rest.post(
                                "/firmware/campaigns",
                                """
                                {"location":"https://x/fw","version":"2.0",
                                 "chargePoints":{"ids":["%s"]}}\
                                """
                                        .formatted(id))
                        .body()
                        .path("campaignId")
                        .asString();
        await().until(() -> !correlation.calls(id).isEmpty());
        gateway.send(id, new FirmwareStatusNotification.Request(FirmwareStatus.DOWNLOADING));
        gateway.send(id, new FirmwareStatusNotification.Request(FirmwareStatus.INSTALLED));
        await().atMost(java.time.Duration.ofSeconds(15))
                .until(() ->
                        rest.get("/firmware/campaigns/" + campaign)
                                .body()
                                .path("state")
                                .asString("")
                                .equals("Finished"));
        await().until(() ->
                !rest.get("/firmware/observations?chargePointId=" + id).body().isEmpty());
        followers.awaitCaughtUp();
    }

    private Map<String, List<Map<String, @Nullable Object>>> rows() {
        var rows = new java.util.TreeMap<String, List<Map<String, @Nullable Object>>>();
        ORDERS.forEach((table, order) ->
                rows.put(
                        table,
                        db.sql("select * from %s order by %s".formatted(table, order))
                                .query()
                                .listOfRows()));
        return rows;
    }
}
