package io.mainspring.ocpp.codec;

import java.util.Locale;

/**
 * The rules of tolerant reading, one for each way in which charge points are known to deviate
 * (docs/adr/0009). A rule never guesses: where two readings are possible the payload is refused.
 *
 * <p>Most rules correct the payload. Those that must not, because the text received says more than
 * its correction could, keep it; reading such a payload again needs the same rule again.
 */
public enum Repair {
    /** A field that the action does not have is dropped. */
    EXTRA_FIELD(true),
    /** {@code null} in place of the whole payload means {@code {}}. */
    NULL_PAYLOAD(true),
    /** {@code null} in an optional field means that it is absent. */
    NULL_FOR_ABSENT(true),
    /** A blank text in an optional field that is no free text means that it is absent. */
    BLANK_FOR_ABSENT(true),
    /** A number or boolean where a text is due is written as text. */
    SCALAR_FOR_TEXT(true),
    /** A text where a number is due, if it is a number's plain decimal notation. */
    TEXT_FOR_NUMBER(true),
    /** {@code 1.0} or {@code 1e3} where an integer is due. */
    DECIMAL_FOR_INTEGER(true),
    /** {@code "true"}, {@code "false"}, {@code 1}, {@code 0} where a boolean is due. */
    SCALAR_FOR_BOOLEAN(true),
    /** A timestamp without zone is read as UTC. */
    TIMESTAMP_WITHOUT_ZONE(true),
    /** A timestamp in a near form of RFC 3339: blank for T, no seconds, {@code +0200}, ... */
    TIMESTAMP_FORM(true),
    /** A reservation id of 0 or less means none. */
    NO_RESERVATION(true),
    /** A unit in a known other spelling, or Hertz where the specification has no unit. */
    UNIT_ALIAS(true),
    /** NUL characters and halves of surrogate pairs are dropped from texts. */
    UNSTORABLE_CHARACTER(true),
    /** A describing text or an idTag is longer than allowed; it is kept in full length. */
    OVERLONG_TEXT(false),
    /** A meter register with a fraction is rounded in the message and kept in the payload. */
    FRACTIONAL_REGISTER(false),
    /** A limit with more than one decimal is rounded down in the message, kept in the payload. */
    FRACTIONAL_LIMIT(false),
    /** A sampled value's qualifier is in no list; it is read as unlisted, its text kept. */
    UNLISTED_QUALIFIER(false),
    /** An error code outside the list is read as OtherError; its text stays in the payload. */
    UNLISTED_ERROR_CODE(false),
    /** A stop reason outside the list is read as Other; its text stays in the payload. */
    UNLISTED_STOP_REASON(false);

    private final boolean corrects;
    private final String wireName;

    Repair(boolean corrects) {
        this.corrects = corrects;
        this.wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As in headers and metrics: {@code null-for-absent}. */
    public String wireName() {
        return wireName;
    }

    /** Whether the payload is changed by it, so that a strict reader would not notice any more. */
    public boolean corrects() {
        return corrects;
    }
}
