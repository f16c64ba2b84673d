package io.mainspring.firmware.job;

import io.mainspring.firmware.files.TransferAddresses;
import io.mainspring.kit.eventsourcing.EventFollower;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Takes back the addresses of jobs that came to nothing. A job that failed keeps its address: the
 * charge point may try again by itself, and a success still counts.
 */
@Component
class ClosedAddresses implements EventFollower {

    private final TransferAddresses addresses;

    ClosedAddresses(TransferAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public String name() {
        return "closed-addresses";
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(JobEvent.Ended.class);
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            if (stored.payload() instanceof JobEvent.Ended ended && isOver(ended.result())) {
                addresses.close(ended.jobId());
            }
        }
    }

    private static boolean isOver(JobResult result) {
        return switch (result) {
            case REFUSED, NOT_SENT, NOTHING_TO_UPLOAD, SUPERSEDED, TIMED_OUT -> true;
            case SUCCEEDED, FAILED -> false;
        };
    }
}
