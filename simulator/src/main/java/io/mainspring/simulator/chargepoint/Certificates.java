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
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
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
    private final RootStore roots = new RootStore();

    /** Of the request that is not answered by a certificate yet. */
    private @Nullable KeyPair asked;

    private @Nullable Own own;

    private record Own(KeyPair keys, List<X509Certificate> chain) {
        private Own {
            chain = List.copyOf(chain);
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
            Runnable reconnect) {
        this.serialNumber = serialNumber;
        this.configuration = configuration;
        this.teller = teller;
        this.clock = clock;
        this.reconnect = reconnect;
    }

    boolean hasOne() {
        return own != null;
    }

    /** The same with the charge point's certificate, if it has one. */
    ClientTls shownBy(ClientTls tls) {
        return own == null ? tls : tls.withCertificate(own.keys().getPrivate(), own.chain());
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
            return Answer.of(
                    new CertificateSigned.Response(CertificateSignedStatus.REJECTED),
                    CertificateSignedStatus.REJECTED,
                    () -> report("InvalidChargePointCertificate"));
        }
        own = new Own(keys, chain);
        asked = null;
        return Answer.of(
                new CertificateSigned.Response(CertificateSignedStatus.ACCEPTED),
                CertificateSignedStatus.ACCEPTED,
                configuration.number(ConfigurationKey.SECURITY_PROFILE) == 3
                        ? reconnect
                        : () -> {});
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
            return installed(
                    InstallCertificateStatus.REJECTED,
                    request.certificateType() == CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE
                            ? () -> report("InvalidCentralSystemCertificate")
                            : () -> {});
        }
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
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            var request =
                    new JcaPKCS10CertificationRequestBuilder(subject.build(), keys.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate()));
            writer.writeObject(new PemObject("CERTIFICATE REQUEST", request.getEncoded()));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a P-256 key signs", e);
        }
        return text.toString();
    }
}
