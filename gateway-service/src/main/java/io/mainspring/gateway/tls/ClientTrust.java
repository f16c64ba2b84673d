package io.mainspring.gateway.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates of charge points are valid: path, dates, key length (security whitepaper
 * A00.FR.503), revocation as configured. Asking a revocation responder blocks, so this belongs on no
 * event loop; what it said is believed for a while. Thread-safe.
 */
final class ClientTrust extends X509ExtendedTrustManager {

    private static final int LEAST_RSA_BITS = 2_048;
    private static final int LEAST_EC_BITS = 224;

    /** Of the handshakes that may be under way, one in so many may wait for a responder. */
    private static final int QUESTIONS_SHARE = 4;

    private static final int WORTH_SWEEPING = 10_000;

    private final X509ExtendedTrustManager path;
    private final long lifetimeNanos;
    private final @Nullable Semaphore questions;
    private final ConcurrentHashMap<X509Certificate, Long> goodSince = new ConcurrentHashMap<>();

    /**
     * @throws UnusableMaterial if no path could ever be checked with these
     */
    ClientTrust(
            List<X509Certificate> authorities,
            TlsSettings settings,
            List<? extends CRL> revocationLists) {
        lifetimeNanos = settings.recheckAfter().toNanos();
        questions =
                settings.revocation() == Revocation.OCSP
                        ? new Semaphore(Math.max(1, settings.handshakes() / QUESTIONS_SHARE))
                        : null;
        try {
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(
                    new CertPathTrustManagerParameters(
                            parameters(authorities, settings.revocation(), revocationLists)));
            path = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new UnusableMaterial("client certificates cannot be checked", e);
        }
    }

    private static PKIXBuilderParameters parameters(
            List<X509Certificate> authorities,
            Revocation revocation,
            List<? extends CRL> revocationLists)
            throws GeneralSecurityException {
        var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            anchors.load(null, null);
        } catch (IOException e) {
            throw new AssertionError("nothing was read", e);
        }
        for (var authority : authorities) {
            anchors.setCertificateEntry("authority-" + anchors.size(), authority);
        }
        var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false); // by our own checker, if at all
        if (revocation != Revocation.NONE) {
            var checker =
                    (PKIXRevocationChecker)
                            CertPathBuilder.getInstance("PKIX").getRevocationChecker();
            checker.setOptions(
                    revocation == Revocation.CRL
                            ? EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK)
                            : EnumSet.of(Option.NO_FALLBACK));
            parameters.addCertPathChecker(checker);
            parameters.addCertStore(
                    CertStore.getInstance(
                            "Collection", new CollectionCertStoreParameters(revocationLists)));
        }
        return parameters;
    }

    /** Checks a certificate that came another way than by TLS. */
    void check(X509Certificate certificate) throws CertificateException {
        checkClientTrusted(
                new X509Certificate[] {certificate}, certificate.getPublicKey().getAlgorithm());
    }

    /** Why a certificate was not trusted, in a few words without anything of its content. */
    static String reason(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException invalid) {
                return String.valueOf(invalid.getReason());
            }
            if (cause instanceof CertificateExpiredException) {
                return "EXPIRED";
            }
        }
        return String.valueOf(failure.getMessage());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        check(chain, () -> path.checkClientTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, () -> path.checkClientTrusted(chain, authType, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, () -> path.checkClientTrusted(chain, authType, socket));
    }

    private interface PathCheck {
        void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, PathCheck check) throws CertificateException {
        try {
            requireStrongKey(chain);
            if (questions == null) {
                check.run();
            } else if (!wasGoodLately(chain[0])) {
                ask(questions, chain[0], check);
            }
        } catch (CertificateException e) {
            throw new RefusedCertificate(chain[0], e);
        }
    }

    /**
     * At most so many questions at once: a responder that is slow must not hold all the handshakes
     * that may be under way, most of which have nothing to ask it.
     */
    private void ask(Semaphore permits, X509Certificate leaf, PathCheck check)
            throws CertificateException {
        if (!permits.tryAcquire()) {
            throw new CertificateException("too many questions to the revocation responder");
        }
        try {
            check.run();
        } finally {
            permits.release();
        }
        if (goodSince.size() >= WORTH_SWEEPING) {
            goodSince.values().removeIf(since -> !isRecent(since));
        }
        goodSince.put(leaf, System.nanoTime());
    }

    private boolean wasGoodLately(X509Certificate leaf) throws CertificateException {
        leaf.checkValidity();
        var since = goodSince.get(leaf);
        return since != null && isRecent(since);
    }

    private boolean isRecent(long since) {
        return System.nanoTime() - since < lifetimeNanos;
    }

    private static void requireStrongKey(X509Certificate[] chain) throws CertificateException {
        var strong =
                switch (chain[0].getPublicKey()) {
                    case RSAKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
                    case ECKey ec ->
                            ec.getParams().getCurve().getField().getFieldSize() >= LEAST_EC_BITS;
                    default -> true;
                };
        if (!strong) {
            throw new CertificateException("key too short");
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return path.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("servers are not trusted here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }
}
