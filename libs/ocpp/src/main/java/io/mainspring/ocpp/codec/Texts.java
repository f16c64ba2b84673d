package io.mainspring.ocpp.codec;

/** Lengths as the specification counts them, and which characters a text can hold. */
final class Texts {

    static final String UNSTORABLE = "holds a character that is no text";

    private Texts() {}

    /**
     * In code points; -1 if the text holds NUL or half a surrogate pair, which neither UTF-8 nor
     * the database can keep.
     */
    static int length(String text) {
        var length = text.length();
        var codePoints = length;
        for (int i = 0; i < length; i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return -1;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == length
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return -1;
                }
                i++;
                codePoints--;
            }
        }
        return codePoints;
    }

    /** The text without what {@link #length} objects to. */
    static String storable(String text) {
        return text.codePoints()
                .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
