package io.mainspring.gateway.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;

/** A client certificate that is not trusted, and whose it claims to be: somebody must go there. */
final class RefusedCertificate extends CertificateException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String subject;
    private final String serialNumber;

    RefusedCertificate(X509Certificate certificate, CertificateException why) {
        super(why.getMessage(), why);
        subject = printable(certificate.getSubjectX500Principal().getName());
        serialNumber = certificate.getSerialNumber().toString(16);
    }

    /** Anybody may have written it. */
    private static String printable(String text) {
        var line = CONTROL.matcher(text).replaceAll("?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    String subject() {
        return subject;
    }

    /** Hexadecimal, as tools show it. */
    String serialNumber() {
        return serialNumber;
    }
}
