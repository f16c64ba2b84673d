package io.mainspring.firmware.job;

import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Closes jobs whose time is over, also those whose time passed while nobody ran. Replicas may do it
 * at the same time: the aggregate closes a job once.
 */
@Component
class JobDeadlines {

    private static final Logger log = LoggerFactory.getLogger(JobDeadlines.class);
    private static final int AT_ONCE = 500;

    private final JobViews views;
    private final CommandGateway commands;
    private final Clock clock;

    JobDeadlines(JobViews views, CommandGateway commands, Clock clock) {
        this.views = views;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void close() {
        var now = clock.instant();
        for (var due : views.due(now, AT_ONCE)) {
            try {
                boolean closed =
                        commands.sendAndWait(
                                new JobCommand.Close(
                                        due.chargePointId(), due.line(), due.jobId(), now));
                if (closed) {
                    log.info(
                            "job closed by its time limit chargePoint={} job={}",
                            due.chargePointId(),
                            due.jobId());
                }
            } catch (ConcurrencyException e) {
                log.debug("another was faster chargePoint={}", due.chargePointId(), e);
            } catch (RuntimeException e) {
                log.warn("job not closed, trying again chargePoint={}", due.chargePointId(), e);
            }
        }
    }
}
