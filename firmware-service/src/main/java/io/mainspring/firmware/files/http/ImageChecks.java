package io.mainspring.firmware.files.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mainspring.firmware.files.image.Images;
import io.mainspring.firmware.files.store.Spool;
import io.mainspring.kit.web.Problem;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of an image, checked by its form. Whether the signature fits the image is
 * checked when a signed update is ordered.
 */
final class ImageChecks {

    /** The fields of SignedUpdateFirmware's {@code firmware} (security whitepaper §4). */
    private static final int LONGEST_CERTIFICATE = 5_500;

    private static final int LONGEST_SIGNATURE = 800;

    /** BootNotification's {@code firmwareVersion}. */
    private static final int LONGEST_VERSION = 50;

    /** BootNotification's {@code chargePointVendor} and {@code chargePointModel}. */
    private static final int LONGEST_MODEL = 20;

    private ImageChecks() {}

    static Images.Description description(
            String name, Spool.Whole whole, Map<String, String> fields) {
        var sha256 = field(fields, "sha256", 64);
        if (sha256 != null && !sha256.toLowerCase(Locale.ROOT).equals(whole.sha256())) {
            throw Problem.badRequest(
                    "/sha256", "the file that arrived has another: " + whole.sha256());
        }
        if (whole.size() == 0) {
            throw Problem.badRequest("/file", "is empty");
        }
        var certificate = field(fields, "signingCertificate", LONGEST_CERTIFICATE);
        var signature = field(fields, "signature", LONGEST_SIGNATURE);
        if ((certificate == null) != (signature == null)) {
            throw Problem.badRequest(
                    certificate == null ? "/signingCertificate" : "/signature",
                    "a signature and its certificate belong together");
        }
        if (certificate != null && signature != null) {
            certificate(certificate);
            signature(signature);
        }
        return new Images.Description(
                name,
                field(fields, "version", LONGEST_VERSION),
                field(fields, "vendor", LONGEST_MODEL),
                field(fields, "model", LONGEST_MODEL),
                certificate,
                signature);
    }

    private static @Nullable String field(Map<String, String> fields, String name, int longest) {
        var value = fields.get(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.strip().length() > longest) {
            throw Problem.badRequest("/" + name, "must be at most " + longest + " characters");
        }
        return value.strip();
    }

    private static void certificate(String pem) {
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
        } catch (CertificateException e) {
            throw Problem.badRequest("/signingCertificate", "is no certificate in PEM");
        }
    }

    private static void signature(String base64) {
        try {
            Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("/signature", "is not Base64");
        }
    }
}
