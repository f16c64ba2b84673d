package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.NotEmpty;
import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.GetInstalledCertificateStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. Security whitepaper §5.7, §5.8 (use case M03).
 *
 * <p>Lists the installed root certificates of a kind by their hashes.
 */
public interface GetInstalledCertificateIds {

    record Request(CertificateUse certificateType) implements OcppRequest<Response> {}

    /** A list, if there is one, has at least one element. */
    record Response(
            @NotEmpty @Nullable List<CertificateHashData> certificateHashData,
            GetInstalledCertificateStatus status)
            implements OcppResponse {
        public Response {
            certificateHashData =
                    certificateHashData == null ? null : List.copyOf(certificateHashData);
        }
    }
}
