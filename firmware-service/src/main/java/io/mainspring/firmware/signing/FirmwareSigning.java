package io.mainspring.firmware.signing;

import io.mainspring.firmware.files.FirmwareImages;
import io.mainspring.kit.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The check of signed firmware, as the settings want it. */
@Component
public class FirmwareSigning {

    private final SigningSettings settings;
    private final FirmwareImages images;
    private final Clock clock;

    FirmwareSigning(SigningSettings settings, FirmwareImages images, Clock clock) {
        this.settings = settings;
        this.images = images;
        this.clock = clock;
    }

    /**
     * Looks at firmware that is about to be sent.
     *
     * @param image id of the stored image; null for a foreign location, whose bytes we do not have:
     *     then only the certificate and the signature's form are looked at
     * @param forced send it whatever is found
     * @return what was found, if it may be sent all the same
     * @throws Problem 400 naming the field, if it may not; 503 if the image cannot be read
     */
    public List<String> check(
            String signingCertificate, String signature, @Nullable String image, boolean forced) {
        if (settings.check() == SigningSettings.Check.OFF) {
            return List.of();
        }
        var check = new SignatureCheck(settings.trustedCertificates(), clock.instant());
        var findings = findings(check, signingCertificate, signature, image);
        if (!findings.isEmpty() && settings.check() == SigningSettings.Check.REFUSE && !forced) {
            var first = findings.getFirst();
            throw Problem.badRequest(
                    "/firmware/" + first.field(),
                    first.reason() + "; ?force=true sends it all the same");
        }
        return findings.stream().map(f -> f.field() + ": " + f.reason()).toList();
    }

    private List<Finding> findings(
            SignatureCheck check, String certificate, String signature, @Nullable String image) {
        try (InputStream bytes =
                image == null ? InputStream.nullInputStream() : images.open(image)) {
            return check.look(certificate, signature, image == null ? null : bytes);
        } catch (IOException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Image cannot be read",
                    "the store of images is away, or has lost image " + image,
                    null,
                    e);
        }
    }
}
