package io.mainspring.gateway.handshake;

/** What becomes of a charge point that does not offer {@code ocpp1.6} (docs/adr/0010). */
public enum SubprotocolMismatch {
    /** 400, no upgrade. */
    REFUSE,
    /** 101 without the header, then closed. */
    CLOSE
}
