package io.mainspring.firmware.files;

import org.jspecify.annotations.Nullable;

/**
 * Names of files as others spell them, made harmless: they are shown to people and sent to charge
 * points, and never become a path of ours.
 */
public final class FileName {

    private static final int LONGEST = 120;

    private FileName() {}

    /**
     * The last segment of a path, with letters, digits, and {@code . - _} kept and everything else
     * replaced by {@code _}; dots in front are dropped, the end of what is too long is kept.
     *
     * @return null if nothing is left to call a file by
     */
    public static @Nullable String safe(@Nullable String spelt) {
        if (spelt == null) {
            return null;
        }
        int slash = Math.max(spelt.lastIndexOf('/'), spelt.lastIndexOf('\\'));
        var name = new StringBuilder();
        for (char c : spelt.substring(slash + 1).strip().toCharArray()) {
            boolean kept =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_'
                            || (c == '.' && !name.isEmpty());
            if (kept) {
                name.append(c);
            } else if (c != '.') {
                name.append('_');
            }
        }
        int tooMany = Math.max(0, name.length() - LONGEST);
        name.delete(0, tooMany);
        while (!name.isEmpty() && name.charAt(0) == '.') {
            name.deleteCharAt(0);
        }
        return name.isEmpty() ? null : name.toString();
    }
}
