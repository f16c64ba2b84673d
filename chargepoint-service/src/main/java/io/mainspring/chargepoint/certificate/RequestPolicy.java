package io.mainspring.chargepoint.certificate;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which certificate requests are taken up. Pure. */
final class RequestPolicy {

    private static final Set<String> BROKEN_DIGESTS = Set.of("MD2", "MD5", "SHA1");

    private final CertificateProperties settings;

    RequestPolicy(CertificateProperties settings) {
        this.settings = settings;
    }

    /**
     * Why a request is refused.
     *
     * @param names what the charge point may call itself: its serial number, its identity
     * @return empty if it is not
     */
    Optional<String> objection(SigningRequest request, Set<String> names) {
        var family = request.keyFamily();
        if (!settings.keyAlgorithms().contains(family)) {
            return Optional.of("keys of kind " + family + " are not signed");
        }
        int minimum = family.equals("RSA") ? settings.minimumRsaBits() : settings.minimumEcBits();
        if (request.keyBits() < minimum) {
            return Optional.of(
                    "the key has %d bits, %s needs %d"
                            .formatted(request.keyBits(), family, minimum));
        }
        var signature = request.signatureAlgorithm().toUpperCase(Locale.ROOT);
        if (BROKEN_DIGESTS.stream().anyMatch(signature.replace("-", "")::startsWith)) {
            return Optional.of("signed by " + signature + ", which proves nothing");
        }
        return settings.checkSubject() ? subject(request, names) : Optional.empty();
    }

    /** Whether in security profile 0 requests are taken up that nobody asked for. */
    boolean signsUnproven() {
        return settings.signUnproven();
    }

    private Optional<String> subject(SigningRequest request, Set<String> names) {
        var commonName = request.commonName();
        if (commonName == null || names.stream().noneMatch(commonName::equalsIgnoreCase)) {
            return Optional.of("its CN is " + commonName + ", not one of " + names);
        }
        return settings.organization().equals(request.organization())
                ? Optional.empty()
                : Optional.of(
                        "its O is " + request.organization() + ", not " + settings.organization());
    }
}
