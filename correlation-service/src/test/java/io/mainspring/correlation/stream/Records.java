package io.mainspring.correlation.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.ConnectionNotice.State;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Result;
import io.mainspring.ocpp.v16.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records as gateways and services send them. */
final class Records {

    private Records() {}

    static Call reset(String chargePointId, UUID commandId, Instant now) {
        return call(chargePointId, commandId, Action.RESET, "{\"type\":\"Soft\"}", now);
    }

    static Call call(
            String chargePointId, UUID commandId, Action action, String payload, Instant now) {
        return new Call(
                chargePointId,
                commandId,
                action,
                Owner.CHARGEPOINT,
                now,
                now.plus(Duration.ofHours(1)),
                false,
                "operator-1",
                payload.getBytes(UTF_8));
    }

    static Call expiring(Call call, Instant at) {
        return new Call(
                call.chargePointId(),
                call.commandId(),
                call.action(),
                call.asker(),
                call.requestedAt(),
                at,
                call.waitForOnline(),
                call.requestedBy(),
                call.payload());
    }

    static Call whenOnline(Call call) {
        return new Call(
                call.chargePointId(),
                call.commandId(),
                call.action(),
                call.asker(),
                call.requestedAt(),
                call.expiresAt(),
                true,
                call.requestedBy(),
                call.payload());
    }

    static ConnectionNotice connected(String chargePointId, int partition, Instant now) {
        return new ConnectionNotice(
                chargePointId,
                State.CONNECTED,
                partition,
                "gateway-" + partition,
                null,
                now,
                1,
                "192.0.2.7:50123",
                null);
    }

    static ConnectionNotice disconnected(
            String chargePointId, int partition, long epoch, Instant now) {
        return new ConnectionNotice(
                chargePointId,
                State.DISCONNECTED,
                partition,
                "gateway-" + partition,
                epoch,
                now,
                1,
                "192.0.2.7:50123",
                "peer went away");
    }

    static Result result(
            String chargePointId, long epoch, String uniqueId, String payload, Instant now) {
        return answer(chargePointId, epoch, uniqueId, null, null, payload, now);
    }

    static Result error(
            String chargePointId,
            long epoch,
            String uniqueId,
            String code,
            String text,
            Instant now) {
        return answer(chargePointId, epoch, uniqueId, code, text, "{}", now);
    }

    private static Result answer(
            String chargePointId,
            long epoch,
            String uniqueId,
            @Nullable String code,
            @Nullable String text,
            String payload,
            Instant now) {
        return new Result(chargePointId, epoch, uniqueId, now, code, text, payload.getBytes(UTF_8));
    }
}
