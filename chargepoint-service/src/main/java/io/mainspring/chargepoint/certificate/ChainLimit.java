package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.configuration.Configurations;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How long a chain may be that is sent to a charge point. */
@Component
class ChainLimit {

    static final int LONGEST = 10_000;

    private static final String MAX_CHAIN_SIZE = "CertificateSignedMaxChainSize";

    private final Configurations configurations;

    ChainLimit(Configurations configurations) {
        this.configurations = configurations;
    }

    /** Why this chain is not sent; empty if it is. */
    Optional<String> objection(String chargePointId, String chain) {
        int longest =
                Math.min(
                        LONGEST,
                        configurations.number(chargePointId, MAX_CHAIN_SIZE).orElse(LONGEST));
        return chain.length() <= longest
                ? Optional.empty()
                : Optional.of(
                        "the chain has %d characters, the charge point takes %d"
                                .formatted(chain.length(), longest));
    }
}
