package io.mainspring.chargepoint.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.kit.eventsourcing.ProjectionRebuild;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Polls as Kafka would hand them over, on partitions that no broker has. */
@ChargepointServiceTest
class ChargePointRequestsTest {

    private static final AtomicInteger PARTITIONS = new AtomicInteger(1000);
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    @Autowired private ChargePointRequests requests;
    @Autowired private Gateway gateway;
    @Autowired private Rest rest;
    @Autowired private Correlation correlation;
    @Autowired private JdbcClient sql;
    @Autowired private ProjectionRebuild rebuild;

    private final String id = "CP-" + UUID.randomUUID();
    private final int partition = PARTITIONS.incrementAndGet();
    private Tail deadLetters;

    @BeforeEach
    void open() {
        deadLetters = new Tail("ocpp.requests.chargepoint.dlt");
    }

    @AfterEach
    void close() {
        deadLetters.close();
    }

    @Test
    void aPollDeliveredAgainCountsNothingTwice() {
        var poll =
                poll(
                        Gateway.request(id, boot("Vendor"), TEN, "unknown-field"),
                        status(ChargePointStatus.AVAILABLE, 0),
                        status(ChargePointStatus.CHARGING, 60),
                        Gateway.request(
                                id,
                                new SecurityEventNotification.Request("TamperDetection", TEN, null),
                                TEN));

        requests.on(poll);
        var before = counts();
        requests.on(poll);

        assertThat(before)
                .isEqualTo("changes=2 boots=1 securityEvents=1 repairs=1 status=CHARGING");
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aRecordThatCannotBeHandledDoesNotTakeItsNeighboursDown() {
        // a gateway's clock has run wild: no timestamp of PostgreSQL
        var poison =
                Gateway.request(
                        id + "-poison", boot("Vendor"), Instant.parse("+400000-01-01T00:00:00Z"));
        var first = Gateway.request(id + "-1", boot("Vendor"), TEN);
        var last = Gateway.request(id + "-2", boot("Vendor"), TEN);

        requests.on(poll(first, poison, last));

        assertThat(gateway.answer(first).path("status").asString()).isEqualTo("Pending");
        assertThat(gateway.answer(last).path("status").asString()).isEqualTo("Pending");
        assertThat(gateway.delivery(poison))
                .isInstanceOfSatisfying(
                        Delivery.Refusal.class,
                        r -> assertThat(r.errorCode()).isEqualTo("InternalError"));
        assertThat(deadLetters.first(r -> (id + "-poison").equals(r.key())).value())
                .isEqualTo(poison.payload());
    }

    @Test
    void whatTolerantReadingRepairedIsCountedPerChargePoint() {
        requests.on(
                poll(
                        Gateway.request(id, boot("Vendor"), TEN, "unknown-field", "null-payload"),
                        Gateway.request(id, boot("Vendor"), TEN.plusSeconds(60), "unknown-field")));

        var deviations = rest.get("/" + id + "/deviations").body();
        assertThat(deviations)
                .extracting(d ->
                        d.path("repair").asString()
                                + " "
                                + d.path("occurrences").asInt()
                                + " "
                                + d.path("lastSeenAt").asString())
                .containsExactly(
                        "unknown-field 2 2026-11-22T10:01:00Z",
                        "null-payload 1 2026-11-22T10:00:00Z");
    }

    @Test
    void aRebuiltProjectionEqualsTheLiveOne() {
        requests.on(
                poll(
                        Gateway.request(id, boot("Vendor"), TEN),
                        status(ChargePointStatus.AVAILABLE, 0),
                        status(ChargePointStatus.CHARGING, 60),
                        status(ChargePointStatus.FINISHING, 120),
                        Gateway.request(id, new SignCertificate.Request("garbage"), TEN)));
        rest.put("/" + id + "/admission", "{\"status\":\"Accepted\"}");
        tellsOfRootCertificates();
        movesInVain();
        rest.put("/data-transfer-vendors/org.example." + id, "{\"messageIds\":[\"a\"]}");
        await().until(() -> rows("connector_status").contains("Finishing"));

        for (var projection : rebuild.names()) {
            var tables = tablesOf(projection);
            var live = tables.stream().map(this::rows).toList();
            rebuild.rebuild(projection);
            assertThat(tables.stream().map(this::rows).toList())
                    .as(projection)
                    .isEqualTo(live)
                    .allSatisfy(rows -> assertThat(rows).isNotEmpty());
        }
        assertThat(rebuild.names())
                .containsExactlyInAnyOrder(
                        "charge-points",
                        "configuration",
                        "connector-status",
                        "data-transfer-vendors",
                        "certificates",
                        "root-certificates",
                        "security-profile-upgrades");
    }

    private void tellsOfRootCertificates() {
        correlation.ends(
                id,
                _ ->
                        Correlation.End.answered(
                                """
                                {"status":"Accepted","certificateHashData":[
                                  {"hashAlgorithm":"SHA256","issuerNameHash":"aa",
                                   "issuerKeyHash":"bb","serialNumber":"cc"}]}\
                                """));
        rest.post(
                "/" + id + "/get-installed-certificate-ids",
                "{\"certificateType\":\"CentralSystemRootCertificate\"}");
        await().until(() -> !rows("root_certificate").isEmpty());
    }

    private void movesInVain() {
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Rejected\"}"));
        rest.post("/" + id + "/security-profile", "{\"securityProfile\":3}");
        await().until(() -> rows("security_profile_upgrade").contains("\"RolledBack\""));
    }

    private List<String> tablesOf(String projection) {
        return switch (projection) {
            case "charge-points" -> List.of("charge_point");
            case "configuration" -> List.of("configuration");
            case "connector-status" -> List.of("connector_status");
            case "data-transfer-vendors" -> List.of("data_transfer_vendor");
            case "certificates" -> List.of("charge_point_certificate");
            case "root-certificates" -> List.of("root_certificate", "root_certificate_report");
            case "security-profile-upgrades" -> List.of("security_profile_upgrade");
            default -> throw new AssertionError("which tables has " + projection + "?");
        };
    }

    /** This test's rows, all columns, in the order of their text. */
    private String rows(String table) {
        return sql.sql("select t::text from " + table + " t where t::text ilike ? order by 1")
                .param("%" + id + "%")
                .query(String.class)
                .list()
                .toString();
    }

    private String counts() {
        return sql.sql(
                        """
                        select 'changes=' || (select count(*) from domain_event
                                              where aggregate_id = :key || ':1')
                            || ' boots=' || (select count(*) from domain_event
                                             where aggregate_id = :key
                                               and event_type = 'charge-point.booted')
                            || ' securityEvents=' || (select count(*) from security_event
                                                      where charge_point_key = :key)
                            || ' repairs=' || (select sum(occurrences) from deviation
                                               where charge_point_key = :key)
                            || ' status=' || (select status from connector
                                              where charge_point_key = :key)
                        """)
                .param("key", id.toLowerCase(java.util.Locale.ROOT))
                .query(String.class)
                .single();
    }

    private static BootNotification.Request boot(String vendor) {
        return new BootNotification.Request(
                vendor, "Model", null, null, "1.0", null, null, null, null);
    }

    private Request status(ChargePointStatus status, long after) {
        return Gateway.request(
                id,
                new StatusNotification.Request(
                        1,
                        ChargePointErrorCode.NO_ERROR,
                        null,
                        status,
                        TEN.plusSeconds(after),
                        null,
                        null),
                TEN.plusSeconds(after));
    }

    private List<ConsumerRecord<String, byte[]>> poll(Request... requests) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var request : requests) {
            var record = request.toRecord();
            records.add(
                    new ConsumerRecord<>(
                            record.topic(),
                            partition,
                            records.size(),
                            0,
                            TimestampType.CREATE_TIME,
                            0,
                            0,
                            record.key(),
                            record.value(),
                            new RecordHeaders(record.headers()),
                            java.util.Optional.empty()));
        }
        return records;
    }
}
