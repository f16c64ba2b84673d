package io.mainspring.gateway.handshake;

import io.mainspring.contracts.Admission;
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

    /**
     * @param prefix of the path, with a slash at its end
     * @param admissions by identity in any spelling
     */
    public Handshake(
            String prefix,
            Function<String, @Nullable Admission> admissions,
            UnknownChargePoints unknown,
            SubprotocolMismatch mismatch) {
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
        int required = admission == null ? 0 : admission.securityProfile();
        if (admission != null && requiresPassword(required)) {
            var credentials = BasicCredentials.read(request.authorization());
            if (credentials == null
                    || !sameIdentity(credentials.user(), identity)
                    || !credentials.key().opensOneOf(admission.keys())) {
                return new Verdict.Refused(401, identity, "wrong credentials");
            }
        }
        if (request.transport().securityProfile(requiresPassword(required)) != required) {
            return new Verdict.Refused(403, identity, "wrong security profile");
        }
        if (!request.upgrade()) {
            return new Verdict.Refused(426, identity, "not a WebSocket handshake");
        }
        return subprotocol(request.subprotocols(), identity, admission, required);
    }

    /** What is known of a charge point now. */
    public @Nullable Admission admissionOf(String chargePointId) {
        return admissions.apply(chargePointId);
    }

    private Verdict subprotocol(
            List<String> lines, String identity, @Nullable Admission admission, int profile) {
        var canonical = admission == null ? identity : admission.chargePointId();
        if (offers(lines)) {
            return new Verdict.Granted(canonical, admission, profile, OCPP_1_6);
        }
        if (lines.isEmpty() && admission != null && !admission.subprotocolRequired()) {
            return new Verdict.Granted(canonical, admission, profile, null);
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
