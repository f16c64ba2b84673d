package io.mainspring.standalone;

import io.mainspring.chargepoint.certificate.EmbeddedCertificateAuthority;
import io.mainspring.chargepoint.certificate.KeyAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The platform's own certificate authority and the two certificates of its gateways, in one
 * directory. Made at the first start; the gateways' are made anew when they come to their end, do not
 * carry the server's name or are not this authority's. Gateways take new files by themselves.
 */
final class PlatformCertificates {

    /** O of every certificate: the operator's name, as charge points have it in CpoName. */
    static final String ORGANIZATION = "Mainspring";

    /** RSA, because a charge point that knows RSA alone must be able to check it. */
    static final KeyAlgorithm AUTHORITY_KEY = KeyAlgorithm.RSA_2048;

    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final String LOOPBACK = "127.0.0.1";

    private final Path directory;
    private final EmbeddedCertificateAuthority authority;
    private final List<String> names;
    private final Clock clock;

    private PlatformCertificates(
            Path directory,
            EmbeddedCertificateAuthority authority,
            List<String> names,
            Clock clock) {
        this.directory = directory;
        this.authority = authority;
        this.names = names;
        this.clock = clock;
    }

    /** Opens or makes what is needed; the first of the names is the certificates' common name. */
    static PlatformCertificates prepare(Path directory, String serverName, Clock clock) {
        var authority =
                EmbeddedCertificateAuthority.openOrCreate(
                        directory,
                        new EmbeddedCertificateAuthority.Settings(
                                ORGANIZATION, AUTHORITY_KEY, VALIDITY, null),
                        clock);
        var certificates = new PlatformCertificates(directory, authority, names(serverName), clock);
        certificates.renew();
        return certificates;
    }

    /** Makes anew what will not do for another month. To be called now and then. */
    void renew() {
        for (var server : Server.values()) {
            if (!serves(server)) {
                authority
                        .issueServerCertificate(names, server.algorithm, VALIDITY)
                        .write(certificate(server), key(server));
            }
        }
    }

    /** The security whitepaper's suites need one of each (A00.FR.317). */
    private enum Server {
        EC(KeyAlgorithm.EC_P256),
        RSA(KeyAlgorithm.RSA_2048);

        private final KeyAlgorithm algorithm;

        Server(KeyAlgorithm algorithm) {
            this.algorithm = algorithm;
        }

        private String fileName() {
            return "server-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private static List<String> names(String serverName) {
        var names = new ArrayList<String>();
        names.add(serverName);
        for (var local : List.of("localhost", LOOPBACK)) {
            if (!names.contains(local)) {
                names.add(local);
            }
        }
        return names;
    }

    Path directory() {
        return directory;
    }

    /** What charge points must trust. */
    Path authority() {
        return directory.resolve("ca.crt");
    }

    /** The settings of a gateway that serves with these. */
    List<String> gatewayArguments() {
        var tls = "--mainspring.gateway.tls.";
        var arguments = new ArrayList<String>();
        for (var server : Server.values()) {
            var pair = tls + "certificates[" + arguments.size() / 2 + "].";
            arguments.add(pair + "certificate=" + certificate(server));
            arguments.add(pair + "key=" + key(server));
        }
        arguments.add(tls + "clients.authorities=" + authority());
        arguments.add(tls + "clients.organization=" + ORGANIZATION);
        arguments.add(tls + "clients.revocation=crl");
        arguments.add(tls + "clients.revocation-lists=" + directory.resolve("ca.crl"));
        return arguments;
    }

    private Path certificate(Server server) {
        return directory.resolve(server.fileName() + ".crt");
    }

    private Path key(Server server) {
        return directory.resolve(server.fileName() + ".key");
    }

    private boolean serves(Server server) {
        if (!Files.exists(certificate(server)) || !Files.exists(key(server))) {
            return false;
        }
        try (var in = Files.newInputStream(certificate(server))) {
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            certificate.verify(authority.trustAnchors().getFirst().getPublicKey());
            var end = certificate.getNotAfter().toInstant();
            return end.isAfter(clock.instant().plus(RENEWED_BEFORE))
                    && alternativeNames(certificate).containsAll(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            return false; // not one of ours: made anew
        }
    }

    private static List<String> alternativeNames(X509Certificate certificate)
            throws CertificateException {
        var names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream().map(name -> String.valueOf(name.get(1))).toList();
    }
}
