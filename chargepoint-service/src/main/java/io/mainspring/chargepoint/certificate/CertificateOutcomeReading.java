package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.OutcomeReader;
import io.mainspring.chargepoint.certificate.CertificateCommand.SettleDelivery.Delivery;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Outcome;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.DeleteCertificate;
import io.mainspring.ocpp.v16.action.GetInstalledCertificateIds;
import io.mainspring.ocpp.v16.action.InstallCertificate;
import io.mainspring.ocpp.v16.action.OcppMessage;
import io.mainspring.ocpp.v16.type.CertificateSignedStatus;
import io.mainspring.ocpp.v16.type.DeleteCertificateStatus;
import io.mainspring.ocpp.v16.type.InstallCertificateStatus;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What follows from the ends of the commands about certificates. */
@Component
class CertificateOutcomeReading implements OutcomeReader {

    private static final OcppCodec CODEC = OcppCodec.tolerant();

    @Override
    public List<CertificateCommand> read(Outcome outcome) {
        return switch (outcome.action()) {
            case CERTIFICATE_SIGNED -> delivered(outcome);
            case GET_INSTALLED_CERTIFICATE_IDS -> reported(outcome);
            case INSTALL_CERTIFICATE -> installed(outcome);
            case DELETE_CERTIFICATE -> deleted(outcome);
            default -> List.of(); // not about certificates
        };
    }

    private static List<CertificateCommand> delivered(Outcome outcome) {
        var request = decode(CertificateSigned.Request.class, outcome.request());
        var response = answer(CertificateSigned.Response.class, outcome);
        try {
            var certificate = Pem.certificates(request.certificateChain()).getFirst();
            return List.of(
                    new CertificateCommand.SettleDelivery(
                            id(outcome),
                            certificate.getSerialNumber().toString(16),
                            delivery(outcome, response),
                            response == null ? why(outcome) : response.status().wireName(),
                            outcome.completedAt()));
        } catch (CertificateException e) {
            return List.of(); // an operator sent something of his own
        }
    }

    private static Delivery delivery(
            Outcome outcome, CertificateSigned.@Nullable Response response) {
        if (response == null) {
            return outcome.status() == CommandStatus.ERROR ? Delivery.REJECTED : Delivery.FAILED;
        }
        return response.status() == CertificateSignedStatus.ACCEPTED
                ? Delivery.ACCEPTED
                : Delivery.REJECTED;
    }

    private static List<CertificateCommand> reported(Outcome outcome) {
        var response = answer(GetInstalledCertificateIds.Response.class, outcome);
        if (response == null) {
            return List.of();
        }
        return List.of(
                new CertificateCommand.ReportRoots(
                        id(outcome),
                        decode(GetInstalledCertificateIds.Request.class, outcome.request())
                                .certificateType(),
                        Objects.requireNonNullElse(response.certificateHashData(), List.of()),
                        outcome.commandId(),
                        outcome.completedAt()));
    }

    private static List<CertificateCommand> installed(Outcome outcome) {
        var response = answer(InstallCertificate.Response.class, outcome);
        if (response == null || response.status() != InstallCertificateStatus.ACCEPTED) {
            return List.of();
        }
        var request = decode(InstallCertificate.Request.class, outcome.request());
        return List.of(
                new CertificateCommand.RecordRoot(
                        id(outcome),
                        request.certificateType(),
                        request.certificate(),
                        outcome.commandId(),
                        outcome.requestedBy(),
                        outcome.completedAt()));
    }

    /** "NotFound" is the same news: it holds no such certificate. */
    private static List<CertificateCommand> deleted(Outcome outcome) {
        var response = answer(DeleteCertificate.Response.class, outcome);
        if (response == null || response.status() == DeleteCertificateStatus.FAILED) {
            return List.of();
        }
        return List.of(
                new CertificateCommand.RecordDeletion(
                        id(outcome),
                        decode(DeleteCertificate.Request.class, outcome.request())
                                .certificateHashData(),
                        outcome.commandId(),
                        outcome.requestedBy(),
                        outcome.completedAt()));
    }

    private static ChargePointId id(Outcome outcome) {
        return new ChargePointId(outcome.chargePointId());
    }

    private static String why(Outcome outcome) {
        var error = outcome.error();
        return error == null ? outcome.status().name() : error.code() + " " + error.description();
    }

    private static <T extends OcppMessage> @Nullable T answer(Class<T> type, Outcome outcome) {
        return outcome.status() == CommandStatus.ANSWERED && outcome.response() != null
                ? decode(type, outcome.response())
                : null;
    }

    private static <T extends OcppMessage> T decode(Class<T> type, JsonNode payload) {
        return CODEC.decode(type, ContractJson.write(payload)).message();
    }
}
