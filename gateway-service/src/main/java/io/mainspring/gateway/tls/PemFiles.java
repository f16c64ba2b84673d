package io.mainspring.gateway.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The content of a set of files at one moment, with what was fetched from elsewhere, and what it
 * means.
 */
final class PemFiles {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private final Map<String, byte[]> contents = new TreeMap<>();

    /**
     * @throws UnusableMaterial if one of them cannot be read
     */
    PemFiles(Collection<Path> paths, Map<URI, byte[]> fetched) {
        fetched.forEach((uri, content) -> contents.put(uri.toString(), content));
        for (var path : paths) {
            try {
                contents.put(path.toString(), Files.readAllBytes(path));
            } catch (IOException e) {
                throw new UnusableMaterial(path + " cannot be read", e);
            }
        }
    }

    /** Whether the files say the same, byte by byte. */
    boolean sameAs(PemFiles other) {
        return contents.keySet().equals(other.contents.keySet())
                && contents.entrySet().stream()
                        .allMatch(e -> Arrays.equals(e.getValue(), other.contents.get(e.getKey())));
    }

    /** All certificates of a file in their order; at least one. */
    List<X509Certificate> certificates(Path path) {
        try {
            var found =
                    x509().generateCertificates(new ByteArrayInputStream(content(path))).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new UnusableMaterial(path + " contains no certificate", null);
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new UnusableMaterial(path + " contains no certificate", e);
        }
    }

    /** The key that belongs to a certificate of that algorithm. */
    PrivateKey privateKey(Path path, String algorithm) {
        var block = PKCS8.matcher(new String(content(path), US_ASCII));
        if (!block.find()) {
            throw new UnusableMaterial(
                    path + " contains no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)", null);
        }
        try {
            var der = Base64.getMimeDecoder().decode(block.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw new UnusableMaterial(path + " contains no " + algorithm + " key", e);
        } catch (GeneralSecurityException e) {
            throw new UnusableMaterial(path + ": keys of this kind are not supported", e);
        }
    }

    /** All revocation lists of a file, PEM or DER; at least one. */
    List<X509CRL> revocationLists(Path path) {
        return revocationLists(path.toString(), content(path));
    }

    /** The revocation lists of that address; none as long as they could not be fetched. */
    List<X509CRL> fetched(URI uri) {
        var content = contents.get(uri.toString());
        return content == null ? List.of() : revocationLists(uri.toString(), content);
    }

    /**
     * All revocation lists, PEM or DER; at least one.
     *
     * @throws UnusableMaterial if there is none, naming where it was to be
     */
    static List<X509CRL> revocationLists(String source, byte[] content) {
        try {
            var found = x509().generateCRLs(new ByteArrayInputStream(content));
            if (found.isEmpty()) {
                throw new UnusableMaterial(source + " contains no revocation list", null);
            }
            return found.stream().map(X509CRL.class::cast).toList();
        } catch (GeneralSecurityException e) {
            throw new UnusableMaterial(source + " contains no revocation list", e);
        }
    }

    private byte[] content(Path path) {
        var content = contents.get(path.toString());
        if (content == null) {
            throw new IllegalArgumentException(path + " is not among the files");
        }
        return content;
    }

    private static CertificateFactory x509() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
