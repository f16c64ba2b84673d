package io.mainspring.auth.idtag;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What may be registered. Wider than the protocol where charge points are (idTags of up to 255
 * characters, colons and semicolons in them), and as narrow as the protocol for what is sent to
 * charge points (groups). Each rule answers what is wrong, or null.
 */
final class IdTagRules {

    /** What charge points in the field send; the protocol says 20. */
    static final int LONGEST_ID_TAG = 255;

    /** The protocol's CiString20: we send it. */
    static final int LONGEST_PARENT_ID_TAG = 20;

    /** RFC 3339 ends here, and so does every charge point's clock. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private IdTagRules() {}

    static @Nullable String faultOfIdTag(@Nullable String idTag) {
        return faultOfText(idTag, LONGEST_ID_TAG);
    }

    static @Nullable String faultOfParentIdTag(@Nullable String parentIdTag) {
        return parentIdTag == null ? null : faultOfText(parentIdTag, LONGEST_PARENT_ID_TAG);
    }

    static @Nullable String faultOfExpiryDate(@Nullable Instant expiryDate) {
        if (expiryDate == null) {
            return null;
        }
        return expiryDate.isBefore(Instant.EPOCH) || expiryDate.isAfter(END_OF_TIME)
                ? "must be between the years 1970 and 9999"
                : null;
    }

    /** As it is stored: to the millisecond, so that what is read back equals what was written. */
    static @Nullable Instant stored(@Nullable Instant expiryDate) {
        return expiryDate == null ? null : expiryDate.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable String faultOfText(@Nullable String text, int longest) {
        if (text == null || text.isEmpty()) {
            return "must not be empty";
        }
        if (text.codePointCount(0, text.length()) > longest) {
            return "must be at most " + longest + " characters";
        }
        return text.codePoints().allMatch(IdTagRules::isPrintable)
                ? null
                : "must not contain control characters or broken text";
    }

    /** U+FFFD is what a decoder leaves behind where the bytes were no text. */
    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> codePoint != 0xFFFD;
        };
    }
}
