package io.mainspring.auth.locallist.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mainspring.ocpp.v16.type.AuthorizationData;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a SendLocalList: an entry that is added or replaced, or, without a status, an idTag
 * that is taken out.
 */
public record Change(
        String idTag,
        @Nullable AuthorizationStatus status,
        @Nullable Instant expiryDate,
        @Nullable String parentIdTag) {

    public static Change to(Entry entry) {
        return new Change(entry.idTag(), entry.status(), entry.expiryDate(), entry.parentIdTag());
    }

    public static Change removal(String idTag) {
        return new Change(idTag, null, null, null);
    }

    /** As an operator or a charge point's record spells it. */
    public static Change of(AuthorizationData line) {
        var info = line.idTagInfo();
        if (info == null) {
            return removal(line.idTag().value());
        }
        var parent = info.parentIdTag();
        return new Change(
                line.idTag().value(),
                info.status(),
                info.expiryDate(),
                parent == null ? null : parent.value());
    }

    /** As it goes over the wire. */
    public AuthorizationData toLine() {
        return new AuthorizationData(
                new IdToken(idTag),
                status == null
                        ? null
                        : new IdTagInfo(
                                status,
                                expiryDate,
                                parentIdTag == null ? null : new IdToken(parentIdTag)));
    }

    @JsonIgnore
    public boolean isRemoval() {
        return status == null;
    }

    /** What makes two spellings the same idTag. */
    public String key() {
        return Entry.keyOf(idTag);
    }

    /** The entry that stands in the list afterwards; null for a removal. */
    @Nullable Entry entry() {
        return status == null ? null : new Entry(idTag, status, expiryDate, parentIdTag);
    }
}
