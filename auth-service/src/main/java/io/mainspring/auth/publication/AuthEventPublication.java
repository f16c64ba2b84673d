package io.mainspring.auth.publication;

import io.mainspring.auth.idtag.IdTagEvent;
import io.mainspring.auth.locallist.LocalListEvent;
import io.mainspring.kit.eventsourcing.Publication;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Publishes under the identifier of the aggregate: the idTag in lower case, or the list's key. */
@Component
class AuthEventPublication implements Publication {

    @Override
    public List<Published> publish(StoredEvent stored) {
        return switch (stored.payload()) {
            case IdTagEvent event ->
                    List.of(new Published(stored.aggregateId(), PublishedIdTags.of(event)));
            case LocalListEvent event ->
                    PublishedLocalLists.of(event).stream()
                            .map(published -> new Published(stored.aggregateId(), published))
                            .toList();
            default -> List.of();
        };
    }
}
