package io.mainspring.ocpp.codec;

import java.util.Arrays;
import java.util.Optional;

/**
 * The codes of a CALLERROR in the spelling of OCPP-J 1.6, its one misspelling included. What is
 * received may be any other text; that is data, not one of these.
 */
public enum OcppErrorCode {
    /** The action is in no OCPP 1.6 list. */
    NOT_IMPLEMENTED("NotImplemented"),
    /** The action is known, but switched off or not for this side to send. */
    NOT_SUPPORTED("NotSupported"),
    /** Our failure, or no answer in time; charge points retry transaction messages after it. */
    INTERNAL_ERROR("InternalError"),
    /** An id that is already being processed. */
    PROTOCOL_ERROR("ProtocolError"),
    /** Not allowed for this charge point, or not before it is accepted. */
    SECURITY_ERROR("SecurityError"),
    /** Not JSON, not the shape of a frame, payload not an object, or a field too many. */
    FORMATION_VIOLATION("FormationViolation"),
    /** Right type, wrong value: too long, not in the enumeration, no date-time. */
    PROPERTY_CONSTRAINT_VIOLATION("PropertyConstraintViolation"),
    /** A required field is missing, or a list has too few elements. */
    OCCURRENCE_CONSTRAINT_VIOLATION("OccurenceConstraintViolation"),
    /** Wrong JSON type, null included. */
    TYPE_CONSTRAINT_VIOLATION("TypeConstraintViolation"),
    /** Part of the protocol; never chosen here. */
    GENERIC_ERROR("GenericError");

    private final String wireName;

    OcppErrorCode(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The code with that spelling; charge points also send names that OCPP 1.6 does not know. */
    public static Optional<OcppErrorCode> named(String wireName) {
        return Arrays.stream(values()).filter(c -> c.wireName.equals(wireName)).findFirst();
    }
}
