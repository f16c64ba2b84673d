package io.mainspring.firmware.job;

import io.mainspring.firmware.files.TransferAddresses;
import io.mainspring.kit.eventsourcing.EventFollower;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Takes back the addresses of jobs that are over. A job that failed keeps its address until its
 * time limit: the charge point may try again by itself, and a success still counts.
 */
@Component
class ClosedAddresses implements EventFollower {

    /** Some report the end first, or bring a second file. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final TransferAddresses addresses;
    private final Clock clock;

    ClosedAddresses(TransferAddresses addresses, Clock clock) {
        this.addresses = addresses;
        this.clock = clock;
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
            if (stored.payload() instanceof JobEvent.Ended ended) {
                close(ended);
            }
        }
    }

    private void close(JobEvent.Ended ended) {
        var now = clock.instant();
        switch (ended.result()) {
            case REFUSED, NOT_SENT, NOTHING_TO_UPLOAD, SUPERSEDED, TIMED_OUT ->
                    addresses.close(ended.jobId(), now);
            case SUCCEEDED -> addresses.close(ended.jobId(), now.plus(GRACE));
            case FAILED -> {
                // it may try again
            }
        }
    }
}
