package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.DeleteCertificate;
import io.mainspring.ocpp.v16.action.GetInstalledCertificateIds;
import io.mainspring.ocpp.v16.action.InstallCertificate;
import java.security.cert.CertificateException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The root certificates at a charge point: those of central systems and of the manufacturer. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}")
class RootCertificateController {

    private static final int LONGEST_CERTIFICATE = 5500;

    private final ChargePoints chargePoints;
    private final RootCertificates roots;
    private final Calls calls;

    RootCertificateController(ChargePoints chargePoints, RootCertificates roots, Calls calls) {
        this.chargePoints = chargePoints;
        this.roots = roots;
        this.calls = calls;
    }

    @GetMapping("/installed-certificates")
    List<RootCertificates.KindView> lastKnown(@PathVariable String id) {
        return roots.of(chargePoints.known(id).value());
    }

    /** One certificate in PEM; line ends are put right before it is sent. */
    @PostMapping("/install-certificate")
    ResponseEntity<CommandView> install(
            @PathVariable String id,
            @RequestBody InstallCertificate.Request request,
            CallOptions options) {
        return calls.perform(
                chargePoints.recipient(id).id().value(),
                new InstallCertificate.Request(
                        request.certificateType(), checked(request.certificate())),
                options);
    }

    /** Best with the hash data just as the charge point told it. */
    @PostMapping("/delete-certificate")
    ResponseEntity<CommandView> delete(
            @PathVariable String id,
            @RequestBody DeleteCertificate.Request request,
            CallOptions options) {
        return calls.perform(chargePoints.recipient(id).id().value(), request, options);
    }

    @PostMapping("/get-installed-certificate-ids")
    ResponseEntity<CommandView> ask(
            @PathVariable String id,
            @RequestBody GetInstalledCertificateIds.Request request,
            CallOptions options) {
        return calls.perform(chargePoints.recipient(id).id().value(), request, options);
    }

    private static String checked(String text) {
        try {
            var certificates = Pem.certificates(text);
            if (certificates.size() > 1) {
                throw Problem.badRequest("/certificate", "must be one certificate");
            }
            var normalised = Pem.of(certificates.getFirst());
            if (normalised.length() > LONGEST_CERTIFICATE) {
                throw Problem.badRequest("/certificate", "must have at most 5500 characters");
            }
            return normalised;
        } catch (CertificateException e) {
            throw Problem.badRequest("/certificate", "must be a certificate in PEM");
        }
    }
}
