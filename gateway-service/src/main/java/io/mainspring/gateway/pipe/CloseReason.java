package io.mainspring.gateway.pipe;

/** Why we close a socket, with the close code of RFC 6455 §7.4 that says so. */
public enum CloseReason {
    /** A newer connection of the same charge point exists, here or on another gateway. */
    REPLACED(1000, "replaced by a newer connection"),
    /** This gateway ends; the charge point is welcome elsewhere. */
    DRAINING(1001, "going away"),
    /** No sign of life within two ping intervals. */
    SILENT(1001, "no sign of life"),
    /** OCPP-J is text. */
    BINARY(1003, "binary frames are not OCPP-J"),
    /** Frame after frame could not be read. */
    UNREADABLE(1007, "frames are not OCPP-J"),
    /** More CALLs than may wait for their answers. */
    TOO_MANY_CALLS(1008, "too many unanswered calls"),
    /** The charge point was removed while it was connected. */
    NOT_ADMITTED(1008, "not known any more"),
    /** It came with a lower security profile than it must come with by now. */
    OUTGROWN_PROFILE(1008, "security profile not sufficient any more"),
    /** The password with which it came has not been one for a while. */
    OUTDATED_KEY(1008, "key not valid any more"),
    /** The certificate with which it came has been withdrawn since. */
    CERTIFICATE_REVOKED(1008, "certificate revoked"),
    /** More bytes than a frame may have. */
    TOO_BIG(1009, "frame too big"),
    /** Nothing that both sides speak; see docs/adr/0010. */
    NO_COMMON_SUBPROTOCOL(1002, "no common subprotocol");

    private final int code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }
}
