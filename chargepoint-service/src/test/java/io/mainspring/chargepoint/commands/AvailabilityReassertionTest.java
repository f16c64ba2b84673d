package io.mainspring.chargepoint.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.chargepoint.registration.BootReport;
import io.mainspring.chargepoint.registration.ChargePointEvent;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Rest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChargepointServiceTest
class AvailabilityReassertionTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Autowired private Rest rest;
    @Autowired private Correlation correlation;
    @Autowired private ChargePoints chargePoints;
    @Autowired private Calls calls;

    private final String id = "CP-" + UUID.randomUUID();

    @BeforeEach
    void wish() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Accepted\"}"));
        rest.post(
                "/" + id + "/change-availability", "{\"connectorId\":1,\"type\":\"Inoperative\"}");
        await().until(() -> !chargePoints.wishes(id).isEmpty());
    }

    @Test
    void aWishIsRepeatedAfterAnAcceptedBootOnly() {
        var reassertion =
                new AvailabilityReassertion(chargePoints, calls, Clock.fixed(NOON, ZoneOffset.UTC));

        reassertion.handle(
                List.of(
                        booted(RegistrationStatus.PENDING, NOON),
                        booted(RegistrationStatus.ACCEPTED, NOON.minusSeconds(3600)),
                        booted(RegistrationStatus.ACCEPTED, NOON)));

        await().until(() -> correlation.calls(id).size() >= 2);
        assertThat(correlation.calls(id)).hasSize(2);
        var repeated = correlation.calls(id).getLast();
        assertThat(Correlation.payload(repeated))
                .hasToString("{\"connectorId\":1,\"type\":\"Inoperative\"}");
        assertThat(repeated.requestedBy()).isEqualTo("reassert-availability");
    }

    private StoredEvent booted(RegistrationStatus answered, Instant at) {
        return new StoredEvent(
                UUID.randomUUID(),
                id,
                1,
                at,
                new ChargePointEvent.Booted(
                        id,
                        answered,
                        new BootReport("V", "M", null, null, null, null, null, null, null),
                        UUID.randomUUID(),
                        at));
    }
}
