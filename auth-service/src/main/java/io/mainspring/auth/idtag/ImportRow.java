package io.mainspring.auth.idtag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One good row of an imported file. What it does not say stays as it is: a list of idTags without a
 * column for their status must not free those that are barred.
 *
 * @param standing null: as it is, Accepted for a new idTag
 * @param saysExpiryDate false: there is no such column
 * @param expiryDate null: never, if it says so
 * @param saysParentIdTag false: there is no such column
 * @param parentIdTag null: no group, if it says so
 */
record ImportRow(
        String idTag,
        @Nullable Standing standing,
        boolean saysExpiryDate,
        @Nullable Instant expiryDate,
        boolean saysParentIdTag,
        @Nullable String parentIdTag) {

    private static final Terms OF_A_NEW_ONE = new Terms(Standing.ACCEPTED, null, null);

    /** The terms that this row asks for. */
    Terms over(@Nullable Terms present) {
        var before = present == null ? OF_A_NEW_ONE : present;
        return new Terms(
                standing == null ? before.standing() : standing,
                saysExpiryDate ? expiryDate : before.expiryDate(),
                saysParentIdTag ? parentIdTag : before.parentIdTag());
    }
}
