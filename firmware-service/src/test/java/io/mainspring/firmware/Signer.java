package io.mainspring.firmware;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A maker of firmware, with a certificate of its own making. */
public record Signer(PrivateKey key, String pem) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    public static Signer named(String subject)
            throws IOException, InterruptedException, GeneralSecurityException {
        var directory = Files.createTempDirectory("signer");
        var file = directory.resolve("signer.p12");
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "signer",
                                "-dname",
                                subject,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        keytool.getInputStream().readAllBytes();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
        var store = KeyStore.getInstance(file.toFile(), PASSWORD);
        var certificate = store.getCertificate("signer").getEncoded();
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate);
        Files.delete(file);
        Files.delete(directory);
        return new Signer(
                (PrivateKey) store.getKey("signer", PASSWORD),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    /** Base64. */
    public String sign(byte[] bytes) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(bytes);
        return Base64.getEncoder().encodeToString(signature.sign());
    }
}
