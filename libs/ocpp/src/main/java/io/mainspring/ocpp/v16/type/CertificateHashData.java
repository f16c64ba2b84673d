package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.Length;

/**
 * Names a certificate by the hashes of its issuer's name and key, and its serial number. Security
 * whitepaper §6.
 */
public record CertificateHashData(
        HashAlgorithm hashAlgorithm,
        @Length(128) String issuerNameHash,
        @Length(128) String issuerKeyHash,
        @Length(40) String serialNumber) {}
