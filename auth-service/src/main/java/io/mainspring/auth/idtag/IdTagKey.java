package io.mainspring.auth.idtag;

import java.util.Locale;

/**
 * What makes two spellings the same idTag (OCPP 1.6 §7.28: CiString). It is the aggregate's
 * identifier, the view's primary key and the key of published events.
 */
public final class IdTagKey {

    private IdTagKey() {}

    /** The spelling in lower case, independent of the machine's language. */
    public static String of(String idTag) {
        return idTag.toLowerCase(Locale.ROOT);
    }
}
