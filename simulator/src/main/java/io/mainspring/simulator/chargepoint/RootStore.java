package io.mainspring.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** The root certificates that a charge point holds, and the hashes by which it names them. */
final class RootStore {

    private final Map<CertificateUse, List<X509Certificate>> roots =
            new EnumMap<>(CertificateUse.class);
    private final Memory memory;

    RootStore(Memory memory) {
        this.memory = memory;
        for (var type : CertificateUse.values()) {
            var pem = memory.recall(type.wireName());
            if (pem != null && !pem.isEmpty()) {
                roots.put(type, new ArrayList<>(remembered(pem)));
            }
        }
    }

    /** One certificate in PEM, or several, the first first. */
    static List<X509Certificate> read(String pem) throws CertificateException {
        var certificates =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (certificates.isEmpty()) {
            throw new CertificateException("none in it");
        }
        return certificates;
    }

    /** What was written by this class or its like. */
    static List<X509Certificate> remembered(String pem) {
        try {
            return read(pem);
        } catch (CertificateException e) {
            throw new IllegalStateException("the remembered certificates are none", e);
        }
    }

    static String write(List<X509Certificate> certificates) {
        return certificates.stream().map(RootStore::write).collect(Collectors.joining());
    }

    private static String write(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was read from its encoding", e);
        }
    }

    static String pem(String type, byte[] content) {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    int size() {
        return roots.values().stream().mapToInt(List::size).sum();
    }

    /** One that it holds already stays one. */
    void add(CertificateUse type, X509Certificate root) {
        var held = roots.computeIfAbsent(type, _ -> new ArrayList<>());
        if (!held.contains(root)) {
            held.add(root);
            memory.keep(type.wireName(), write(held));
        }
    }

    List<X509Certificate> of(CertificateUse type) {
        return List.copyOf(roots.getOrDefault(type, List.of()));
    }

    List<CertificateHashData> hashes(CertificateUse type) {
        return roots.getOrDefault(type, List.of()).stream()
                .map(root -> hashes(root, algorithm(root)))
                .toList();
    }

    /** As strong as the one that it was signed with. */
    private static HashAlgorithm algorithm(X509Certificate root) {
        var signature = root.getSigAlgName();
        return Arrays.stream(HashAlgorithm.values())
                .filter(algorithm -> signature.startsWith(algorithm.wireName()))
                .findFirst()
                .orElse(HashAlgorithm.SHA256);
    }

    /** Returns whether there was such a certificate. */
    boolean remove(CertificateHashData named) {
        var removed = false;
        for (var entry : roots.entrySet()) {
            var held = entry.getValue();
            removed |= held.removeIf(root -> same(hashes(root, named.hashAlgorithm()), named));
            memory.keep(entry.getKey().wireName(), write(held));
        }
        return removed;
    }

    static CertificateHashData hashes(X509Certificate root, HashAlgorithm algorithm) {
        var key = SubjectPublicKeyInfo.getInstance(root.getPublicKey().getEncoded());
        return new CertificateHashData(
                algorithm,
                hash(algorithm, root.getIssuerX500Principal().getEncoded()),
                hash(algorithm, key.getPublicKeyData().getBytes()),
                root.getSerialNumber().toString(16));
    }

    private static boolean same(CertificateHashData own, CertificateHashData named) {
        return own.issuerNameHash().equals(named.issuerNameHash().toLowerCase(Locale.ROOT))
                && own.issuerKeyHash().equals(named.issuerKeyHash().toLowerCase(Locale.ROOT))
                && own.serialNumber().equals(named.serialNumber().toLowerCase(Locale.ROOT));
    }

    private static String hash(HashAlgorithm algorithm, byte[] content) {
        try {
            var digest = MessageDigest.getInstance(algorithm.wireName().replace("SHA", "SHA-"));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
