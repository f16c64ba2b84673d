package io.mainspring.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.chargepoint.ChargePointRegistered;
import io.mainspring.contracts.chargepoint.ConnectorStatus;
import io.mainspring.contracts.chargepoint.ConnectorStatusChanged;
import io.mainspring.contracts.chargepoint.RegistrationSource;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JsonNode;

/** What tests of the whole service say in one line. */
@Lazy // until the server has its port
public class Given {

    private static final AtomicInteger TRANSACTIONS = new AtomicInteger(1_000);

    private final Rest rest;
    private final Correlation correlation;
    private final OtherService transactionService;
    private final OtherService chargePointService;

    Given(
            Rest rest,
            Correlation correlation,
            OtherService transactionService,
            OtherService chargePointService) {
        this.rest = rest;
        this.correlation = correlation;
        this.transactionService = transactionService;
        this.chargePointService = chargePointService;
    }

    /** A charge point that answers every command with this status. */
    public String chargePointThatAnswers(String status) {
        var id = "CP-" + UUID.randomUUID();
        answers(id, status);
        return id;
    }

    public void answers(String chargePointId, String status) {
        correlation.ends(
                chargePointId, _ -> End.answered("{\"status\": \"%s\"}".formatted(status)));
    }

    public String chargePointThatEnds(CommandStatus status) {
        var id = "CP-" + UUID.randomUUID();
        correlation.ends(id, _ -> End.of(status));
        return id;
    }

    public List<Call> calls(String chargePointId) {
        return correlation.calls(chargePointId);
    }

    /** Reserves for an hour; returns the command as it ended. */
    public Rest.Answer reserve(
            String chargePointId, int connectorId, String idTag, String moreFields) {
        return reserve(chargePointId, connectorId, idTag, Duration.ofHours(1), moreFields);
    }

    public Rest.Answer reserve(
            String chargePointId,
            int connectorId,
            String idTag,
            Duration time,
            String moreFields,
            String... headers) {
        return rest.post(
                "",
                """
                {"chargePointId": "%s", "connectorId": %d, "idTag": "%s", "expiryDate": "%s"%s}\
                """
                        .formatted(
                                chargePointId,
                                connectorId,
                                idTag,
                                Instant.now().plus(time),
                                moreFields),
                headers);
    }

    /** Reserves for an hour, which must succeed; returns the id. */
    public int accepted(String chargePointId, int connectorId, String idTag, String moreFields) {
        var answer = reserve(chargePointId, connectorId, idTag, moreFields);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        int id = answer.body().at("/request/reservationId").asInt();
        becomes(id, "Accepted");
        return id;
    }

    /** Waits until a reservation is in a state; returns it with its history. */
    public JsonNode becomes(int reservationId, String state) {
        return becomes(reservationId, state, _ -> true);
    }

    /** The same until something else is true of it too. */
    public JsonNode becomes(int reservationId, String state, Predicate<JsonNode> andThat) {
        return await("reservation %d %s".formatted(reservationId, state))
                .atMost(Duration.ofSeconds(15))
                .until(
                        () -> rest.get("/" + reservationId).body(),
                        body ->
                                state.equals(body.path("state").asString(""))
                                        && andThat.test(body));
    }

    /** A transaction of an Accepted driver, published as having just started; returns its id. */
    public int started(
            String chargePointId,
            int connectorId,
            String idTag,
            @Nullable String parentIdTag,
            @Nullable Integer reservationId) {
        return started(
                chargePointId, connectorId, idTag, parentIdTag, reservationId, Instant.now());
    }

    public int started(
            String chargePointId,
            int connectorId,
            String idTag,
            @Nullable String parentIdTag,
            @Nullable Integer reservationId,
            Instant at) {
        int id = TRANSACTIONS.incrementAndGet();
        transactionService.publishes(
                chargePointId,
                new TransactionStarted(
                        id,
                        chargePointId,
                        connectorId,
                        idTag,
                        parentIdTag,
                        "Accepted",
                        at,
                        Instant.now(),
                        0,
                        reservationId,
                        null,
                        List.of()));
        return id;
    }

    public void registered(String chargePointId) {
        chargePointService.publishes(
                chargePointId,
                new ChargePointRegistered(
                        chargePointId, RegistrationSource.OPERATOR, 1, null, Instant.now()));
    }

    public void reports(String chargePointId, int connectorId, ConnectorStatus status) {
        reports(chargePointId, connectorId, status, Instant.now());
    }

    public void reports(
            String chargePointId, int connectorId, ConnectorStatus status, Instant received) {
        chargePointService.publishes(
                chargePointId,
                new ConnectorStatusChanged(
                        chargePointId,
                        connectorId,
                        0,
                        received,
                        status,
                        "NoError",
                        null,
                        null,
                        null,
                        received));
    }
}
