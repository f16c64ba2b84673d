package io.mainspring.firmware.job;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Outcome;
import io.mainspring.firmware.job.JobCommand.Verdict;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.GetDiagnostics;
import io.mainspring.ocpp.v16.action.GetLog;
import io.mainspring.ocpp.v16.action.OcppMessage;
import io.mainspring.ocpp.v16.action.SignedUpdateFirmware;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the end of a command means for its job. Pure. */
final class OutcomeReading {

    private static final OcppCodec CODEC = OcppCodec.tolerant();

    private OutcomeReading() {}

    /** Empty for commands that are no orders. */
    static Optional<JobCommand.Answer> read(Outcome outcome) {
        return switch (outcome.action()) {
            case UPDATE_FIRMWARE -> Optional.of(read(outcome, JobLine.FIRMWARE));
            case SIGNED_UPDATE_FIRMWARE -> Optional.of(read(outcome, JobLine.FIRMWARE));
            case GET_DIAGNOSTICS -> Optional.of(read(outcome, JobLine.DIAGNOSTICS));
            case GET_LOG -> Optional.of(read(outcome, JobLine.LOG));
            default -> Optional.empty(); // nothing else is asked by this service
        };
    }

    private static JobCommand.Answer read(Outcome outcome, JobLine line) {
        var error = outcome.error();
        return switch (outcome.status()) {
            case ANSWERED -> answered(outcome, line);
            case ERROR ->
                    answer(
                            outcome,
                            line,
                            Verdict.REFUSED,
                            error == null ? null : error.code(),
                            null);
            case OFFLINE, EXPIRED -> answer(outcome, line, Verdict.NOT_SENT, null, null);
            case TIMED_OUT, CONNECTION_LOST, SUPERSEDED, PENDING ->
                    answer(outcome, line, Verdict.UNCERTAIN, null, null);
        };
    }

    private static JobCommand.Answer answered(Outcome outcome, JobLine line) {
        return switch (outcome.action()) {
            case SIGNED_UPDATE_FIRMWARE -> {
                var status = decode(SignedUpdateFirmware.Response.class, outcome).status();
                yield switch (status) {
                    case ACCEPTED, ACCEPTED_CANCELED ->
                            answer(outcome, line, Verdict.ACCEPTED, status.wireName(), null);
                    case REJECTED, INVALID_CERTIFICATE, REVOKED_CERTIFICATE ->
                            answer(outcome, line, Verdict.REFUSED, status.wireName(), null);
                };
            }
            case GET_LOG -> {
                var response = decode(GetLog.Response.class, outcome);
                var status = response.status();
                yield switch (status) {
                    case ACCEPTED, ACCEPTED_CANCELED ->
                            answer(
                                    outcome,
                                    line,
                                    Verdict.ACCEPTED,
                                    status.wireName(),
                                    response.filename());
                    case REJECTED ->
                            answer(outcome, line, Verdict.REFUSED, status.wireName(), null);
                };
            }
            case GET_DIAGNOSTICS -> {
                var file = decode(GetDiagnostics.Response.class, outcome).fileName();
                yield answer(
                        outcome,
                        line,
                        file == null || file.isBlank()
                                ? Verdict.NOTHING_TO_UPLOAD
                                : Verdict.ACCEPTED,
                        null,
                        file);
            }
            default -> answer(outcome, line, Verdict.ACCEPTED, null, null); // says {} at most
        };
    }

    private static JobCommand.Answer answer(
            Outcome outcome,
            JobLine line,
            Verdict verdict,
            @Nullable String answer,
            @Nullable String fileName) {
        return new JobCommand.Answer(
                outcome.chargePointId(),
                line,
                outcome.commandId(),
                wireName(outcome.status()),
                verdict,
                answer,
                fileName,
                outcome.completedAt());
    }

    private static String wireName(CommandStatus status) {
        return switch (status) {
            case PENDING -> "Pending";
            case ANSWERED -> "Answered";
            case ERROR -> "Error";
            case TIMED_OUT -> "TimedOut";
            case OFFLINE -> "Offline";
            case CONNECTION_LOST -> "ConnectionLost";
            case EXPIRED -> "Expired";
            case SUPERSEDED -> "Superseded";
        };
    }

    private static <T extends OcppMessage> T decode(Class<T> type, Outcome outcome) {
        var response = Objects.requireNonNull(outcome.response(), "an answer has a payload");
        return CODEC.decode(type, ContractJson.write(response)).message();
    }
}
