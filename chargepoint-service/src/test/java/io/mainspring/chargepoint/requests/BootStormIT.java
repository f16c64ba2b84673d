package io.mainspring.chargepoint.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Request;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.testkit.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After a power cut a whole region comes back at once. */
@ChargepointServiceTest
class BootStormIT {

    private static final Logger log = LoggerFactory.getLogger(BootStormIT.class);
    private static final int CHARGE_POINTS = 10_000;

    @Autowired private Gateway gateway;
    @Autowired private JdbcClient sql;

    private final String run = "storm-" + UUID.randomUUID();

    @Test
    void tenThousandBootsAndTheirStatusesAreTakenInTime() {
        var first = seconds("first boots", "charge-point.booted", boots(), CHARGE_POINTS);
        var second = seconds("later boots", "charge-point.booted", boots(), 2 * CHARGE_POINTS);
        var statuses =
                seconds("statuses", "connector.status-changed", statuses(), 3 * CHARGE_POINTS);

        assertThat(List.of(first, second, statuses))
                .allSatisfy(taken -> assertThat(taken).isLessThan(Duration.ofSeconds(60)));
    }

    private Duration seconds(String what, String event, List<Request> requests, int expected) {
        var cpuBefore = cpu();
        long start = System.nanoTime();
        gateway.sendAll(requests);
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> stored(event) == expected);
        var taken = Duration.ofNanos(System.nanoTime() - start);
        log.warn(
                "{} count={} perSecond={} cpuSeconds={}",
                what,
                requests.size(),
                requests.size() * 1000L / taken.toMillis(),
                cpu().minus(cpuBefore).toSeconds());
        return taken;
    }

    /** Of this process: service and broker, without the database. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private long stored(String event) {
        return sql.sql(
                        "select count(*) from domain_event where event_type = ? and aggregate_id like ?")
                .params(event, run + "%")
                .query(Long.class)
                .single();
    }

    private List<Request> boots() {
        var requests = new ArrayList<Request>();
        var now = Instant.now();
        for (int i = 0; i < CHARGE_POINTS; i++) {
            requests.add(
                    Gateway.request(
                            run + "-" + i,
                            new BootNotification.Request(
                                    "Vendor",
                                    "Model",
                                    "SN-" + i,
                                    null,
                                    UUID.randomUUID().toString(),
                                    null,
                                    null,
                                    null,
                                    null),
                            now));
        }
        return requests;
    }

    private List<Request> statuses() {
        var requests = new ArrayList<Request>();
        var now = Instant.now();
        for (int connector = 0; connector < 3; connector++) {
            for (int i = 0; i < CHARGE_POINTS; i++) {
                requests.add(
                        Gateway.request(
                                run + "-" + i,
                                new StatusNotification.Request(
                                        connector,
                                        ChargePointErrorCode.NO_ERROR,
                                        null,
                                        ChargePointStatus.AVAILABLE,
                                        now,
                                        null,
                                        null),
                                now));
            }
        }
        return requests;
    }
}
