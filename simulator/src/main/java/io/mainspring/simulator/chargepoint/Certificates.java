package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.DeleteCertificate;
import io.mainspring.ocpp.v16.action.GetInstalledCertificateIds;
import io.mainspring.ocpp.v16.action.InstallCertificate;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.type.CertificateSignedStatus;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.DeleteCertificateStatus;
import io.mainspring.ocpp.v16.type.GetInstalledCertificateStatus;
import io.mainspring.ocpp.v16.type.InstallCertificateStatus;
import io.mainspring.simulator.wire.ClientTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The charge point's certificates: its own, for which it makes a key and asks when it is told to, and the roots that it
 * holds. What is invalid is refused and reported as a security event.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the observer
final class Certificates {

    private final String serialNumber;
    private final Configuration configuration;
    private final Teller teller;
    private final InstantSource clock;
    private final Runnable reconnect;
    private final Memory memory;
    private final RootStore roots;

    /** Of the request that is not answered by a certificate yet. */
    private @Nullable KeyPair asked;

    private @Nullable Own own;

    /** The central system showed a certificate that no root vouches for. */
    private boolean mistrusted;

    private record Own(PrivateKey key, List<X509Certificate> chain) {

        private static final String KEY = "PrivateKey";
        private static final String CHAIN = "CertificateChain";

        private Own {
            chain = List.copyOf(chain);
        }

        static @Nullable Own of(Memory memory) {
            var key = memory.recall(KEY);
            var chain = memory.recall(CHAIN);
            if (key == null || chain == null) {
                return null;
            }
            try {
                return new Own(
                        KeyFactory.getInstance("EC")
                                .generatePrivate(
                                        new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))),
                        RootStore.remembered(chain));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the remembered key is none", e);
            }
        }

        void keep(Memory memory) {
            memory.keep(KEY, Base64.getEncoder().encodeToString(key.getEncoded()));
            memory.keep(CHAIN, RootStore.write(chain));
        }
    }

    /** Who takes what it says to the central system. */
    @FunctionalInterface
    interface Teller {
        void tell(OcppRequest<? extends OcppResponse> request);
    }

    Certificates(
            String serialNumber,
            Configuration configuration,
            Teller teller,
            InstantSource clock,
            Runnable reconnect,
            Memory memory) {
        this.serialNumber = serialNumber;
        this.configuration = configuration;
        this.teller = teller;
        this.clock = clock;
        this.reconnect = reconnect;
        this.memory = memory;
        roots = new RootStore(memory);
        own = Own.of(memory);
    }

    boolean hasOne() {
        return own != null;
    }

    /**
     * The same with the charge point's certificate, if it has one, and with the central system's roots: those of the
     * factory count until one is installed.
     */
    ClientTls appliedTo(ClientTls tls) {
        var installed = roots.of(CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE);
        var trusting = installed.isEmpty() ? tls : tls.trustingOnly(installed);
        return own == null ? trusting : trusting.withCertificate(own.key(), own.chain());
    }

    void ask() {
        asked = newKey();
        teller.tell(new SignCertificate.Request(request(asked)));
    }

    /** Good is what was asked for: our key, and valid now. The next connection shows it. */
    Answer signed(CertificateSigned.Request request) {
        var keys = asked;
        var chain = keys == null ? List.<X509Certificate>of() : fitting(request, keys);
        if (keys == null || chain.isEmpty()) {
            return refused();
        }
        own = new Own(keys.getPrivate(), chain);
        own.keep(memory);
        asked = null;
        return Answer.of(
                new CertificateSigned.Response(CertificateSignedStatus.ACCEPTED),
                CertificateSignedStatus.ACCEPTED,
                configuration.number(ConfigurationKey.SECURITY_PROFILE) == 3
                        ? reconnect
                        : () -> {});
    }

    Answer refused() {
        return Answer.of(
                new CertificateSigned.Response(CertificateSignedStatus.REJECTED),
                CertificateSignedStatus.REJECTED,
                () -> report("InvalidChargePointCertificate"));
    }

    private List<X509Certificate> fitting(CertificateSigned.Request request, KeyPair keys) {
        var longest = configuration.number(ConfigurationKey.CERTIFICATE_SIGNED_MAX_CHAIN_SIZE);
        if (request.certificateChain().length() > longest) {
            return List.of();
        }
        try {
            var chain = RootStore.read(request.certificateChain());
            var leaf = chain.getFirst();
            leaf.checkValidity(Date.from(clock.instant()));
            return Arrays.equals(leaf.getPublicKey().getEncoded(), keys.getPublic().getEncoded())
                    ? chain
                    : List.of();
        } catch (CertificateException _) {
            return List.of();
        }
    }

    void notConnected(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            mistrusted |= cause instanceof CertificateException;
        }
    }

    /** Accepted after a boot: the moment to tell whom it would not talk to. */
    void booted() {
        if (mistrusted) {
            mistrusted = false;
            report("InvalidCentralSystemCertificate");
        }
    }

    Answer install(InstallCertificate.Request request) {
        try {
            var root = RootStore.read(request.certificate()).getFirst();
            root.checkValidity(Date.from(clock.instant()));
            if (roots.size()
                    >= configuration.number(ConfigurationKey.CERTIFICATE_STORE_MAX_LENGTH)) {
                return installed(InstallCertificateStatus.REJECTED, () -> {});
            }
            roots.add(request.certificateType(), root);
            return installed(InstallCertificateStatus.ACCEPTED, () -> {});
        } catch (CertificateException _) {
            return refused(request);
        }
    }

    Answer refused(InstallCertificate.Request request) {
        return installed(
                InstallCertificateStatus.REJECTED,
                request.certificateType() == CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE
                        ? () -> report("InvalidCentralSystemCertificate")
                        : () -> {});
    }

    private static Answer installed(InstallCertificateStatus result, Runnable afterwards) {
        return Answer.of(new InstallCertificate.Response(result), result, afterwards);
    }

    Answer list(GetInstalledCertificateIds.Request request) {
        var hashes = roots.hashes(request.certificateType());
        var result =
                hashes.isEmpty()
                        ? GetInstalledCertificateStatus.NOT_FOUND
                        : GetInstalledCertificateStatus.ACCEPTED;
        return Answer.of(
                new GetInstalledCertificateIds.Response(hashes.isEmpty() ? null : hashes, result),
                result);
    }

    Answer delete(DeleteCertificate.Request request) {
        var result =
                roots.remove(request.certificateHashData())
                        ? DeleteCertificateStatus.ACCEPTED
                        : DeleteCertificateStatus.NOT_FOUND;
        return Answer.of(new DeleteCertificate.Response(result), result);
    }

    private void report(String type) {
        teller.tell(
                new SecurityEventNotification.Request(
                        type, clock.instant().truncatedTo(ChronoUnit.MILLIS), null));
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes P-256 keys", e);
        }
    }

    private String request(KeyPair keys) {
        var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, serialNumber);
        var organization = configuration.text(ConfigurationKey.CPO_NAME);
        if (!organization.isEmpty()) {
            subject.addRDN(BCStyle.O, organization);
        }
        try {
            var request =
                    new JcaPKCS10CertificationRequestBuilder(subject.build(), keys.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate()));
            return RootStore.pem("CERTIFICATE REQUEST", request.getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a P-256 key signs", e);
        }
    }
}
