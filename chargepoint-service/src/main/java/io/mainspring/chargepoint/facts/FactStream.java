package io.mainspring.chargepoint.facts;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.stereotype.Component;

/**
 * Appends stored events without an aggregate, within the unit of work of the poll. Who appends
 * counts the sequence of its stream itself, without gaps from 0.
 */
@Component
public class FactStream {

    private final Configuration axon;

    FactStream(Configuration axon) {
        this.axon = axon;
    }

    /**
     * One event to be stored.
     *
     * @param stream holds a colon, which the identity of a charge point never does
     */
    public record Fact(String stream, long sequence, Object event) {}

    /**
     * Stored when the current unit of work commits.
     *
     * @param type what the streams are about, for people who look into the table
     */
    public void append(String type, List<Fact> facts) {
        var messages = new ArrayList<DomainEventMessage<?>>(facts.size());
        for (var fact : facts) {
            messages.add(
                    new GenericDomainEventMessage<>(
                            type, fact.stream(), fact.sequence(), fact.event()));
        }
        if (!messages.isEmpty()) {
            axon.eventStore().publish(messages);
        }
    }
}
