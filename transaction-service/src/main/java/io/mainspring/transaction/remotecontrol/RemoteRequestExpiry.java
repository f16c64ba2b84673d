package io.mainspring.transaction.remotecontrol;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Records that a remote start or stop came to nothing. A late run changes no decision. */
@Component
class RemoteRequestExpiry {

    private static final Logger log = LoggerFactory.getLogger(RemoteRequestExpiry.class);

    /** Reports that were received in time may still stand in the topic. */
    private static final Duration BACKLOG = Duration.ofSeconds(10);

    private final RemoteControl remoteControl;
    private final Clock clock;

    RemoteRequestExpiry(RemoteControl remoteControl, Clock clock) {
        this.remoteControl = remoteControl;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    void expire() {
        int expired = remoteControl.expire(clock.instant().minus(BACKLOG));
        if (expired > 0) {
            log.info("remote requests expired count={}", expired);
        }
    }
}
