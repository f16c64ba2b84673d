package io.mainspring.transaction.idtags;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.auth.IdTagChanged;
import io.mainspring.contracts.auth.IdTagDeleted;
import io.mainspring.contracts.auth.IdTagStatus;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import io.mainspring.transaction.Storable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps {@link IdTags} up to date with {@code events.auth}, read from its beginning. */
@Component
class IdTagEvents {

    private final PublishedEventPolls polls;
    private final IdTags idTags;

    IdTagEvents(PublishedEventPolls polls, IdTags idTags) {
        this.polls = polls;
        this.idTags = idTags;
    }

    @KafkaListener(id = "transaction-id-tags", topics = "events.auth")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::take);
    }

    private void take(List<IncomingEvent> events) {
        var states = new LinkedHashMap<String, @Nullable KnownIdTag>();
        for (var event : events) {
            switch (event.type()) {
                case "id-tag.changed.v1" -> {
                    var changed = ContractJson.read(IdTagChanged.class, event.data());
                    states.put(key(changed.idTag()), known(changed));
                }
                case "id-tag.deleted.v1" ->
                        states.put(
                                key(ContractJson.read(IdTagDeleted.class, event.data()).idTag()),
                                null);
                default -> {
                    // a type of auth-service's that says nothing about an idTag
                }
            }
        }
        if (!states.isEmpty()) {
            idTags.put(states);
        }
    }

    private static KnownIdTag known(IdTagChanged event) {
        return new KnownIdTag(
                event.status() == IdTagStatus.ACCEPTED, event.expiryDate(), event.parentIdTag());
    }

    private static String key(String idTag) {
        return Storable.text(idTag).toLowerCase(Locale.ROOT);
    }
}
