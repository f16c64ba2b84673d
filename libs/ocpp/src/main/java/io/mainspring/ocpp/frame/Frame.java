package io.mainspring.ocpp.frame;

/**
 * One text message of OCPP-J. Payloads are JSON, not looked into; an empty one is {@code {}}.
 * Arrays are handed on as they are and must not be changed. OCPP-J 1.6 §4.
 */
public sealed interface Frame {

    /** Chosen by the sender of the CALL, repeated in the answer. At most 36 characters in a CALL. */
    String uniqueId();

    /** {@code [2, uniqueId, action, payload]}; the action may be one that nobody knows. */
    record Call(String uniqueId, String action, byte[] payload) implements Frame {}

    /** {@code [3, uniqueId, payload]}. */
    record CallResult(String uniqueId, byte[] payload) implements Frame {}

    /**
     * {@code [4, uniqueId, code, description, details]}.
     *
     * @param code as received: charge points also send codes that OCPP 1.6 does not know
     * @param details any JSON value; an object from us
     */
    record CallError(String uniqueId, String code, String description, byte[] details)
            implements Frame {}
}
