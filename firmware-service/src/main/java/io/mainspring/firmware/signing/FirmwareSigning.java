package io.mainspring.firmware.signing;

import io.mainspring.firmware.files.FirmwareImages;
import io.mainspring.kit.web.Problem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The check of signed firmware, as the settings want it. */
@Component
public class FirmwareSigning {

    private static final int REMEMBERED = 100;

    private record Question(String image, String certificate, String signature) {}

    private final SigningSettings settings;
    private final FirmwareImages images;
    private final Clock clock;

    /** An image never changes: it need not be read for each of a thousand charge points. */
    private final Map<Question, Boolean> verdicts =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Question, Boolean> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

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
     * @throws Problem 400 naming the field, if it may not; 409 if the bytes of the image are lost;
     *     503 if they cannot be read now
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
        try {
            return check.look(
                    certificate,
                    signature,
                    image == null
                            ? null
                            : (key, proof) ->
                                    holds(new Question(image, certificate, signature), key, proof));
        } catch (NoSuchFileException e) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "Image lost",
                    "the store has lost the bytes of image " + image,
                    "/image",
                    e);
        } catch (IOException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Image cannot be read",
                    "the store of images is away; image " + image,
                    null,
                    e);
        }
    }

    private boolean holds(Question question, PublicKey key, byte[] proof) throws IOException {
        var known = verdicts.get(question);
        if (known != null) {
            return known;
        }
        try (var bytes = images.open(question.image())) {
            boolean holds = SignatureCheck.verifies(key, proof, bytes);
            verdicts.put(question, holds);
            return holds;
        }
    }
}
