package io.mainspring.gateway.tls;

/** How it is found out that a client certificate has been withdrawn before its time. */
public enum Revocation {
    /** Not at all. */
    NONE,
    /** By revocation lists from files. Without a list that is in force nobody is let in. */
    CRL,
    /** By asking the responder that the certificate names. Without its answer nobody is let in. */
    OCSP
}
