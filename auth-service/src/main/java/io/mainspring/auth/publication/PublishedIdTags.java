package io.mainspring.auth.publication;

import io.mainspring.auth.idtag.IdTagEvent;
import io.mainspring.auth.idtag.Standing;
import io.mainspring.contracts.auth.IdTagChanged;
import io.mainspring.contracts.auth.IdTagDeleted;
import io.mainspring.contracts.auth.IdTagStatus;

/** Each stored event of an idTag is published as one. */
final class PublishedIdTags {

    private PublishedIdTags() {}

    static Object of(IdTagEvent event) {
        return switch (event) {
            case IdTagEvent.Registered e ->
                    new IdTagChanged(
                            e.idTag(), status(e.status()), e.expiryDate(), e.parentIdTag());
            case IdTagEvent.Changed e ->
                    new IdTagChanged(
                            e.idTag(), status(e.status()), e.expiryDate(), e.parentIdTag());
            case IdTagEvent.Deleted e -> new IdTagDeleted(e.idTag());
        };
    }

    private static IdTagStatus status(Standing standing) {
        return switch (standing) {
            case ACCEPTED -> IdTagStatus.ACCEPTED;
            case BLOCKED -> IdTagStatus.BLOCKED;
        };
    }
}
