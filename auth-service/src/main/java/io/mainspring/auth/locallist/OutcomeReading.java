package io.mainspring.auth.locallist;

import io.mainspring.contracts.Outcome;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.GetLocalListVersion;
import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an outcome means for the list. A pure function. */
final class OutcomeReading {

    private final boolean fullAfterRefusal;
    private final Duration followUpWait;
    private final OcppCodec codec = OcppCodec.tolerant();

    OutcomeReading(boolean fullAfterRefusal, Duration followUpWait) {
        this.fullAfterRefusal = fullAfterRefusal;
        this.followUpWait = followUpWait;
    }

    /** Empty for what is none of ours. */
    Optional<LocalListCommand> read(Outcome outcome) {
        return switch (outcome.action()) {
            case GET_LOCAL_LIST_VERSION -> Optional.of(version(outcome));
            case SEND_LOCAL_LIST -> Optional.of(update(outcome));
            default -> Optional.empty();
        };
    }

    /** A CALLERROR that says "not supported" is what -1 says. */
    private LocalListCommand version(Outcome outcome) {
        var response = outcome.response();
        if (response != null) {
            var answer = codec.decode(GetLocalListVersion.Response.class, bytes(outcome)).message();
            return version(outcome, answer.listVersion());
        }
        return isUnsupported(outcome) ? version(outcome, -1) : silence(outcome);
    }

    private static LocalListCommand version(Outcome outcome, int listVersion) {
        return new LocalListCommand.TakeVersion(
                outcome.chargePointId(), outcome.commandId(), listVersion, outcome.completedAt());
    }

    private LocalListCommand update(Outcome outcome) {
        if (outcome.response() != null) {
            var answer = codec.decode(SendLocalList.Response.class, bytes(outcome)).message();
            return status(outcome, answer.status(), null);
        }
        var error = outcome.error();
        if (error == null) {
            return silence(outcome);
        }
        // PostgreSQL's JSON has no place for NUL.
        var detail = (error.code() + " " + error.description()).replace('\0', ' ').strip();
        return status(
                outcome,
                isUnsupported(outcome) ? UpdateStatus.NOT_SUPPORTED : UpdateStatus.FAILED,
                detail);
    }

    private LocalListCommand status(Outcome outcome, UpdateStatus status, @Nullable String detail) {
        return new LocalListCommand.TakeStatus(
                outcome.chargePointId(),
                outcome.commandId(),
                status,
                detail,
                fullAfterRefusal,
                followUpId(outcome.commandId()),
                outcome.completedAt().plus(followUpWait),
                outcome.completedAt());
    }

    /** The same however often the outcome comes. */
    private static UUID followUpId(UUID commandId) {
        return UUID.nameUUIDFromBytes(("full-after/" + commandId).getBytes(StandardCharsets.UTF_8));
    }

    private static LocalListCommand silence(Outcome outcome) {
        return new LocalListCommand.TakeSilence(
                outcome.chargePointId(),
                outcome.commandId(),
                outcome.status(),
                outcome.completedAt());
    }

    private static boolean isUnsupported(Outcome outcome) {
        var error = outcome.error();
        return error != null
                && (OcppErrorCode.NOT_SUPPORTED.wireName().equals(error.code())
                        || OcppErrorCode.NOT_IMPLEMENTED.wireName().equals(error.code()));
    }

    private static byte[] bytes(Outcome outcome) {
        return String.valueOf(outcome.response()).getBytes(StandardCharsets.UTF_8);
    }
}
