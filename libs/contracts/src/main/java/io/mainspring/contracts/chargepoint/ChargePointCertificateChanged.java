package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of a charge point, or its request for one, has come further.
 *
 * @param serialNumber hexadecimal, lower case, without leading zeros; null until it is signed
 * @param reason where it went wrong
 * @param subject told when it is signed
 * @param notAfter told when it is signed: the end of its validity
 */
@PublishedAs("charge-point.certificate-changed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargePointCertificateChanged(
        String chargePointId,
        @Nullable String serialNumber,
        CertificateState state,
        @Nullable String reason,
        @Nullable String subject,
        @Nullable Instant notAfter,
        Instant at) {}
