package io.mainspring.firmware.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The firmware files that operators have stored here. */
public interface FirmwareImages {

    Optional<Image> find(String id);

    /**
     * Its bytes, to be closed by the caller.
     *
     * @throws IOException if the store is away or has lost it
     */
    InputStream open(String id) throws IOException;

    /**
     * A stored image.
     *
     * @param version as a charge point reports it in BootNotification when it runs this image; null
     *     if the operator did not say
     * @param signingCertificate PEM; null if the image is not signed
     * @param signature Base64, over the bytes of the image; null if the image is not signed
     */
    record Image(
            String id,
            String name,
            long size,
            @Nullable String version,
            @Nullable String signingCertificate,
            @Nullable String signature) {

        public boolean isSigned() {
            return signingCertificate != null && signature != null;
        }
    }
}
