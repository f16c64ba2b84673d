package io.mainspring.gateway.handshake;

import io.mainspring.contracts.Admission;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** The certificate with which a charge point came. */
public sealed interface ClientCertificate {

    /**
     * Its path, its dates and, where configured, its revocation have been checked; whom it names has
     * not.
     *
     * @param commonNames of the subject, in order
     * @param organizations of the subject, in order
     */
    record Valid(List<String> commonNames, List<String> organizations, Id id)
            implements ClientCertificate {

        /** Whether it was made out to that charge point; security whitepaper A00.FR.403. */
        boolean names(String identity, @Nullable Admission admission) {
            var own = new HashSet<String>();
            own.add(withoutCase(identity));
            if (admission != null && admission.serialNumber() != null) {
                own.add(withoutCase(admission.serialNumber()));
            }
            if (admission != null && admission.certificateNames() != null) {
                admission.certificateNames().forEach(name -> own.add(withoutCase(name)));
            }
            return commonNames.stream().anyMatch(name -> own.contains(withoutCase(name)));
        }

        /** As chargepoint-service looks whether a name is another's. */
        private static String withoutCase(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        /** Whether it was made out for a charge point of that operator; A00.FR.404. */
        boolean belongsTo(String organization) {
            return organizations.stream().anyMatch(organization::equalsIgnoreCase);
        }
    }

    /**
     * Nothing may be concluded from it, and least of all that there was none.
     *
     * @param reason for the log
     */
    record Invalid(String reason) implements ClientCertificate {}

    /** Which one it is, as revocation lists name it. */
    record Id(X500Principal issuer, BigInteger serialNumber) {

        public static Id of(X509Certificate certificate) {
            return new Id(certificate.getIssuerX500Principal(), certificate.getSerialNumber());
        }
    }

    /** What a certificate says that has been checked. */
    static ClientCertificate of(X509Certificate certificate) {
        try {
            var subject = new LdapName(certificate.getSubjectX500Principal().getName());
            return new Valid(values(subject, "CN"), values(subject, "O"), Id.of(certificate));
        } catch (NamingException e) {
            return new Invalid("subject unreadable");
        }
    }

    private static List<String> values(LdapName subject, String type) throws NamingException {
        var values = new ArrayList<String>();
        for (var rdn : subject.getRdns()) {
            Attribute attribute = rdn.toAttributes().get(type);
            if (attribute != null) {
                for (int i = 0; i < attribute.size(); i++) {
                    if (!(attribute.get(i) instanceof String text)) {
                        throw new InvalidNameException(type + " is no text");
                    }
                    values.add(text);
                }
            }
        }
        return List.copyOf(values);
    }
}
