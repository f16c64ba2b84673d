package io.mainspring.transaction.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.transaction.quarantine.Assignments.Assignment;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes entries out of the quarantine, each once, whoever tries at the same time. */
@Component
class Settlement {

    private static final String STOP = "StopTransaction";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final QuarantineViews entries;
    private final Assignments assignments;
    private final PollTransaction transaction;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.tolerant();

    Settlement(
            QuarantineViews entries,
            Assignments assignments,
            PollTransaction transaction,
            Clock clock) {
        this.entries = entries;
        this.assignments = assignments;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Assigns an entry to a transaction.
     *
     * @param correction fields of StopTransaction that count instead of those that came
     * @throws Problem 409 if the entry is settled, 404 if there is no such transaction, 400 if what
     *     came and the correction together are no stop
     */
    void assign(
            QuarantineView entry,
            int transactionId,
            @Nullable JsonNode correction,
            String operator) {
        if (!assignments.exists(transactionId)) {
            throw Problem.notFound("transaction " + transactionId);
        }
        var stop =
                STOP.equals(entry.action()) || correction != null
                        ? stop(entry, transactionId, correction)
                        : null;
        var now = clock.instant();
        transaction.execute(() -> {
            if (!entries.settle(
                    entry.quarantineId(), "Assigned", transactionId, operator, null, now)) {
                throw alreadySettled(entry);
            }
            if (stop != null) {
                assignments.assign(
                        new Assignment(
                                transactionId,
                                stop,
                                entry.chargePointId(),
                                entry.receivedAt(),
                                operator,
                                now));
            }
            return transactionId;
        });
    }

    /**
     * @throws Problem 409 if the entry is settled
     */
    void dismiss(QuarantineView entry, @Nullable String note, String operator) {
        if (!entries.settle(
                entry.quarantineId(), "Dismissed", null, operator, note, clock.instant())) {
            throw alreadySettled(entry);
        }
    }

    private static Problem alreadySettled(QuarantineView entry) {
        return Problem.conflict("quarantine entry " + entry.quarantineId() + " is settled already");
    }

    private StopTransaction.Request stop(
            QuarantineView entry, int transactionId, @Nullable JsonNode correction) {
        var payload = payload(entry.payload());
        if (correction instanceof ObjectNode fields) {
            fields.properties().forEach(field -> payload.set(field.getKey(), field.getValue()));
        }
        payload.put("transactionId", transactionId);
        return codec.decode(StopTransaction.Request.class, payload.toString().getBytes(UTF_8))
                .message();
    }

    /** What came, as far as it is a JSON object: a request's payload, or a frame around one. */
    private static ObjectNode payload(String text) {
        try {
            var json = JSON.readTree(text);
            if (json.isArray() && json.get(3) instanceof ObjectNode inFrame) {
                return inFrame;
            }
            return json instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
