package io.mainspring.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificate files for a gateway, and clients that dial it by TLS. */
final class TestTls {

    private static final char[] NO_PASSWORD = {};

    private final Path directory;
    private final TestAuthority servers = new TestAuthority("Server CA");
    private final TestAuthority chargePoints;

    TestTls(Path directory) {
        this(directory, new TestAuthority("Charge Point CA"));
    }

    TestTls(Path directory, TestAuthority chargePoints) {
        this.directory = directory;
        this.chargePoints = chargePoints;
        renewServerCertificates();
        TestAuthority.write(file("clients.crt"), TestAuthority.pem(chargePoints.certificate()));
        revoke(List.of());
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    TestAuthority chargePoints() {
        return chargePoints;
    }

    TestAuthority servers() {
        return servers;
    }

    void renewServerCertificates() {
        servers.server("RSA").write(file("rsa.crt"), file("rsa.key"));
        servers.server("EC").write(file("ec.crt"), file("ec.key"));
    }

    void revoke(List<X509Certificate> revoked) {
        TestAuthority.write(file("clients.crl"), chargePoints.revocationList(revoked));
    }

    /** The settings of a gateway with these files, and more. */
    String[] properties(String... more) {
        var all = new ArrayList<>(List.of(more));
        var clients = "mainspring.gateway.tls.clients.";
        all.add(clients + "revocation=crl");
        all.add(clients + "revocation-lists=" + file("clients.crl"));
        return propertiesWithoutList(all.toArray(String[]::new));
    }

    /** The same, and how revocation is to be found out is said elsewhere. */
    String[] propertiesWithoutList(String... more) {
        var tls = "mainspring.gateway.tls.";
        var properties = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var name = i == 0 ? "ec" : "rsa";
            var pair = tls + "certificates[" + i + "].";
            properties.add(pair + "certificate=" + file(name + ".crt"));
            properties.add(pair + "key=" + file(name + ".key"));
        }
        properties.add(tls + "reload-interval=100ms");
        properties.add(tls + "clients.authorities=" + file("clients.crt"));
        properties.add(tls + "clients.organization=volta");
        properties.addAll(List.of(more));
        return properties.toArray(String[]::new);
    }

    /** A client that trusts the server's authority and no other; perhaps with a certificate. */
    SSLSocket dial(int port, TestAuthority.@Nullable Issued client) {
        return dial(port, client, new String[] {"TLSv1.2", "TLSv1.3"}, new String[0]);
    }

    /** A client that speaks these versions, and these suites if there are any. */
    SSLSocket dial(
            int port, TestAuthority.@Nullable Issued client, String[] protocols, String[] suites) {
        var socket = dial(port, context(client), protocols);
        if (suites.length > 0) {
            socket.setEnabledCipherSuites(suites);
        }
        return socket;
    }

    /** A client that resumes its sessions. */
    SSLSocket dial(int port, SSLContext client, String... protocols) {
        try {
            var socket =
                    (SSLSocket)
                            client.getSocketFactory()
                                    .createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setEnabledProtocols(protocols);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one client keeps from one connection to the next. */
    SSLContext context(TestAuthority.@Nullable Issued client) {
        try {
            var anchors = emptyStore();
            anchors.setCertificateEntry("ca", servers.certificate());
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors);
            var own = emptyStore();
            if (client != null) {
                own.setKeyEntry(
                        "me", client.key(), NO_PASSWORD, new Certificate[] {client.certificate()});
            }
            var keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(own, NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(
                    client == null ? null : new Insistent(keys).managers(),
                    trust.getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }
}
