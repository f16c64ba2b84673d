package io.mainspring.chargepoint.datatransfer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A vendor in the registry: declared, changed, withdrawn and perhaps declared again. */
class DataTransferVendor {

    // null until the first event: Axon would take an empty one for an identifier
    @AggregateIdentifier private @Nullable String stream;

    private boolean declared;
    private @Nullable List<String> messageIds;

    DataTransferVendor() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DataTransferVendorCommand.Declare c) {
        if (!declared || !Objects.equals(messageIds, c.messageIds())) {
            apply(
                    new DataTransferVendorEvent.Declared(
                            c.vendorId(), c.messageIds(), c.by(), c.at()));
        }
    }

    @CommandHandler
    boolean handle(DataTransferVendorCommand.Withdraw c) {
        if (!declared) {
            return false;
        }
        apply(new DataTransferVendorEvent.Withdrawn(c.vendorId(), c.by(), c.at()));
        return true;
    }

    @EventSourcingHandler
    void on(DataTransferVendorEvent event) {
        stream = "data-transfer-vendor:" + event.vendorId().toLowerCase(Locale.ROOT);
        switch (event) {
            case DataTransferVendorEvent.Declared e -> {
                declared = true;
                messageIds = e.messageIds();
            }
            case DataTransferVendorEvent.Withdrawn _ -> declared = false;
        }
    }

    @Override
    public String toString() {
        return stream + (declared ? " declared" : " withdrawn");
    }
}
