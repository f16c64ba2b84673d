package io.mainspring.gateway.handshake;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Admission.KeyHash;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the opening handshake in the order that leaks least: address and identity, then who
 * it is and how it must prove that, then the subprotocol. rpc.md §1 and §2.
 */
public final class Handshake {

    /** The one version that is spoken here, as in Sec-WebSocket-Protocol. */
    public static final String OCPP_1_6 = "ocpp1.6";

    private final String prefix;
    private final Function<String, @Nullable Admission> admissions;
    private final UnknownChargePoints unknown;
    private final SubprotocolMismatch mismatch;
    private final @Nullable String organization;

    /**
     * @param prefix of the path, with a slash at its end
     * @param admissions by identity in any spelling
     * @param organization what a client certificate must name as O; null if that is not checked
     */
    public Handshake(
            String prefix,
            Function<String, @Nullable Admission> admissions,
            UnknownChargePoints unknown,
            SubprotocolMismatch mismatch,
            @Nullable String organization) {
        this.organization = organization;
        this.prefix = prefix;
        this.admissions = admissions;
        this.unknown = unknown;
        this.mismatch = mismatch;
    }

    public Verdict judge(HandshakeRequest request) {
        var segment = Identity.segment(request.uri(), prefix);
        if (segment == null) {
            return new Verdict.Refused(404, null, "no charge point in the path");
        }
        var identity = Identity.decode(segment);
        if (identity == null) {
            return new Verdict.Refused(400, null, "not a charge point identity");
        }
        var admission = admissions.apply(identity);
        if (admission == null && unknown == UnknownChargePoints.REJECT) {
            return new Verdict.Refused(404, identity, "unknown charge point");
        }
        var refusal = doubtAbout(request.transport().certificate(), identity, admission);
        if (refusal != null) {
            return refusal;
        }
        var key = admission == null ? null : opened(request.authorization(), identity, admission);
        var proof = proof(request.transport(), admission, key);
        if (proof == null) {
            return new Verdict.Refused(
                    key == null && expectsPassword(admission)
                            ? SecurityRefusal.WRONG_CREDENTIALS
                            : SecurityRefusal.WRONG_PROFILE,
                    identity);
        }
        if (!request.upgrade()) {
            return new Verdict.Refused(426, identity, "not a WebSocket handshake");
        }
        return subprotocol(request.subprotocols(), identity, admission, proof);
    }

    /**
     * A certificate that is shown must be this charge point's, whether its profile needs one or not:
     * nobody comes in with a password beside somebody else's certificate.
     */
    private Verdict.@Nullable Refused doubtAbout(
            @Nullable ClientCertificate certificate,
            String identity,
            @Nullable Admission admission) {
        return switch (certificate) {
            case null -> null;
            case ClientCertificate.Invalid invalid ->
                    new Verdict.Refused(
                            SecurityRefusal.INVALID_CERTIFICATE.status(),
                            identity,
                            SecurityRefusal.INVALID_CERTIFICATE.text() + ": " + invalid.reason(),
                            SecurityRefusal.INVALID_CERTIFICATE);
            case ClientCertificate.Valid valid -> {
                if (!valid.names(identity, admission)) {
                    yield new Verdict.Refused(SecurityRefusal.FOREIGN_CERTIFICATE, identity);
                }
                yield organization == null || valid.belongsTo(organization)
                        ? null
                        : new Verdict.Refused(SecurityRefusal.FOREIGN_ORGANIZATION, identity);
            }
        };
    }

    /**
     * For the highest of the profiles with which this charge point may connect that the connection
     * proves; null if it proves none.
     */
    private static @Nullable Proof proof(
            Transport transport, @Nullable Admission admission, @Nullable KeyHash key) {
        for (int profile = 3; profile >= 0; profile--) {
            if (admits(admission, profile)
                    && transport.carries(profile)
                    && (key != null || !requiresPassword(profile))) {
                return new Proof(
                        profile,
                        requiresPassword(profile) ? key : null,
                        profile == 3
                                        && transport.certificate()
                                                instanceof ClientCertificate.Valid valid
                                ? valid.id()
                                : null);
            }
        }
        return null;
    }

    /**
     * While a charge point is being moved to another profile, both are right. One that nobody knows
     * begins with profile 0, as it is registered when it boots.
     */
    private static boolean admits(@Nullable Admission admission, int profile) {
        if (admission == null) {
            return profile == 0;
        }
        var next = admission.nextSecurityProfile();
        return profile == admission.securityProfile() || (next != null && profile == next);
    }

    private static boolean expectsPassword(@Nullable Admission admission) {
        return admission != null && (admits(admission, 1) || admits(admission, 2));
    }

    private static @Nullable KeyHash opened(
            @Nullable String authorization, String identity, Admission admission) {
        if (!expectsPassword(admission)) {
            return null;
        }
        var credentials = BasicCredentials.read(authorization);
        return credentials != null && sameIdentity(credentials.user(), identity)
                ? credentials.key().oneOf(admission.keys())
                : null;
    }

    /** What is known of a charge point now. */
    public @Nullable Admission admissionOf(String chargePointId) {
        return admissions.apply(chargePointId);
    }

    private Verdict subprotocol(
            List<String> lines, String identity, @Nullable Admission admission, Proof proof) {
        var canonical = admission == null ? identity : admission.chargePointId();
        if (offers(lines)) {
            return new Verdict.Granted(canonical, admission, proof, OCPP_1_6);
        }
        if (lines.isEmpty() && admission != null && !admission.subprotocolRequired()) {
            return new Verdict.Granted(canonical, admission, proof, null);
        }
        return switch (mismatch) {
            case REFUSE -> new Verdict.Refused(400, identity, "subprotocol ocpp1.6 not offered");
            case CLOSE -> new Verdict.GrantedToBeClosed(identity);
        };
    }

    /** As admissions are looked up: without regard to case. */
    private static boolean sameIdentity(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    private static boolean requiresPassword(int securityProfile) {
        return securityProfile == 1 || securityProfile == 2;
    }

    /** A comma list in one or more lines, with blanks anywhere; names are case-sensitive. */
    private static boolean offers(List<String> lines) {
        for (var line : lines) {
            for (var token : line.split(",", -1)) {
                if (token.strip().equals(OCPP_1_6)) {
                    return true;
                }
            }
        }
        return false;
    }
}
