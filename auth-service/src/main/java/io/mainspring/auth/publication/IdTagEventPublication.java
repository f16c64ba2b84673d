package io.mainspring.auth.publication;

import io.mainspring.auth.idtag.IdTagEvent;
import io.mainspring.auth.idtag.Standing;
import io.mainspring.contracts.auth.IdTagChanged;
import io.mainspring.contracts.auth.IdTagDeleted;
import io.mainspring.contracts.auth.IdTagStatus;
import io.mainspring.kit.eventsourcing.Publication;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Publishes each stored event as one; the key is the idTag in lower case. */
@Component
class IdTagEventPublication implements Publication {

    @Override
    public List<Published> publish(StoredEvent stored) {
        return stored.payload() instanceof IdTagEvent event
                ? List.of(new Published(stored.aggregateId(), published(event)))
                : List.of();
    }

    private static Object published(IdTagEvent event) {
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
