package io.mainspring.chargepoint.certificate;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Who signs the certificates of charge points (security whitepaper A02, A03). The embedded one is
 * for small fleets and for trying things; a production CA is put in its place as a bean of this
 * type. Safe for use by many threads.
 */
public interface CertificateAuthority {

    /**
     * What is to be signed. The request was checked before; the authority may refuse it all the
     * same.
     *
     * @param id of the request; the same one again is the same order, not to be signed twice
     * @param request the PKCS#10 request, DER: proof that the charge point has the key
     * @param key the public key of the request, and of the certificate
     * @param commonName CN of the subject, and the only one: the charge point's serial number, or
     *     its identity
     */
    record Order(UUID id, byte[] request, PublicKey key, String commonName) {}

    /**
     * Signs off the caller's thread.
     *
     * @return the certificate first, then the sub-CAs that lead to a trust anchor, which is not
     *     among them. Completed exceptionally if it is not signed, with a message for operators
     */
    CompletionStage<List<X509Certificate>> sign(Order order);

    /**
     * Makes a certificate worthless; repeated, changes nothing.
     *
     * @param serialNumber of a certificate that this authority signed
     * @return completed when those who check revocation can know it
     */
    CompletionStage<Void> revoke(BigInteger serialNumber);

    /** The roots to which its certificates lead, as a charge point would be given one to install. */
    List<X509Certificate> trustAnchors();
}
