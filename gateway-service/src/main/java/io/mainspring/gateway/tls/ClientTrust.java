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
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which certificates of charge points are valid: path, dates, key length (security whitepaper
 * A00.FR.503), revocation as configured. Asking a revocation responder blocks, so this belongs on no
 * event loop. Thread-safe.
 */
final class ClientTrust extends X509ExtendedTrustManager {

    private static final int LEAST_RSA_BITS = 2_048;
    private static final int LEAST_EC_BITS = 224;

    private final X509ExtendedTrustManager path;

    /**
     * @throws UnusableMaterial if no path could ever be checked with these
     */
    ClientTrust(
            List<X509Certificate> authorities, Revocation revocation, List<CRL> revocationLists) {
        try {
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(
                    new CertPathTrustManagerParameters(
                            parameters(authorities, revocation, revocationLists)));
            path = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new UnusableMaterial("client certificates cannot be checked", e);
        }
    }

    private static PKIXBuilderParameters parameters(
            List<X509Certificate> authorities, Revocation revocation, List<CRL> revocationLists)
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
        }
        return String.valueOf(failure.getMessage());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        requireStrongKey(chain);
        path.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        requireStrongKey(chain);
        path.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        requireStrongKey(chain);
        path.checkClientTrusted(chain, authType, socket);
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
