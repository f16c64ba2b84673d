package io.mainspring.chargepoint.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The text form of certificates, keys, requests and lists (RFC 7468), lines ended by LF. */
public final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));
    private static final Pattern ENCODED_LINE_END =
            Pattern.compile("%0D%0A|%0A|%0D|\\\\r\\\\n|\\\\n", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    private Pem() {}

    public static String of(X509Certificate certificate) {
        try {
            return write("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** One after the other, in the given order. */
    public static String of(List<X509Certificate> chain) {
        var text = new StringBuilder();
        chain.forEach(certificate -> text.append(of(certificate)));
        return text.toString();
    }

    static String of(X509CRL list) {
        try {
            return write("X509 CRL", list.getEncoded());
        } catch (CRLException e) {
            throw new IllegalStateException("a list that was read can be written", e);
        }
    }

    public static String write(String label, byte[] der) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + LINES.encodeToString(der)
                + "\n-----END "
                + label
                + "-----\n";
    }

    /** Line ends as they should be: CR LF and percent-encoded or escaped ones occur. */
    static String normalised(String text) {
        var decoded = ENCODED_LINE_END.matcher(text).replaceAll("\n");
        return LINE_END.matcher(decoded).replaceAll("\n").strip();
    }

    /**
     * Reads one certificate or a chain; text around them is ignored.
     *
     * @throws CertificateException if there is none, or one is broken
     */
    public static List<X509Certificate> certificates(String text) throws CertificateException {
        var certificates =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(normalised(text).getBytes(UTF_8)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate in it");
        }
        return certificates;
    }
}
