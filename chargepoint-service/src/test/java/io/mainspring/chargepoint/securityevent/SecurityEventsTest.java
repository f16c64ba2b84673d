package io.mainspring.chargepoint.securityevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.SecurityEventReported;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChargepointServiceTest
class SecurityEventsTest {

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;

    private final String id = "CP-" + UUID.randomUUID();

    @Test
    void criticalOnesAreMarkedForThoseWhoListen() {
        register();
        try (var events = new Tail("events.chargepoint")) {
            report("TamperDetectionActivated");

            var record =
                    events.first(r ->
                            id.equals(r.key())
                                    && new String(
                                                    r.value(),
                                                    java.nio.charset.StandardCharsets.UTF_8)
                                            .contains("TamperDetectionActivated"));
            assertThat(ContractJson.read(SecurityEventReported.class, record.value()).critical())
                    .isTrue();
        }
    }

    @Test
    void theListTellsCriticalOnesFromOthersAndTheUnknown() {
        register();
        for (var type :
                List.of(
                        "ResetOrReboot",
                        "InvalidChargePointCertificate",
                        "org.vendor.SomethingElse")) {
            report(type);
        }

        await().untilAsserted(() -> assertThat(types("/" + id + "/security-events")).hasSize(3));
        assertThat(types("/" + id + "/security-events?critical=true"))
                .containsExactly("ResetOrReboot");
        assertThat(types("/" + id + "/security-events?critical=false"))
                .containsExactly("org.vendor.SomethingElse", "InvalidChargePointCertificate");
        assertThat(types("/security-events?critical=true&chargePointId=" + id))
                .containsExactly("ResetOrReboot");
        assertThat(types("/security-events?type=org.vendor.SomethingElse&chargePointId=" + id))
                .containsExactly("org.vendor.SomethingElse");
        assertThat(types("/security-events?to=2020-01-01T00:00:00Z&chargePointId=" + id)).isEmpty();
    }

    @Test
    void aLongListComesInPages() {
        register();
        for (int i = 0; i < 3; i++) {
            report("InvalidMessages");
        }
        await().untilAsserted(() -> assertThat(types("/" + id + "/security-events")).hasSize(3));

        var first = rest.get("/" + id + "/security-events?limit=2").body();
        var second =
                rest.get(
                                "/"
                                        + id
                                        + "/security-events?limit=2&cursor="
                                        + first.path("nextCursor").asString())
                        .body();

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
    }

    private void register() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
    }

    private void report(String type) {
        gateway.send(id, new SecurityEventNotification.Request(type, Instant.now(), "info"));
    }

    private List<String> types(String path) {
        return rest.get(path).body().path("items").values().stream()
                .map(event -> event.path("type").asString())
                .toList();
    }
}
