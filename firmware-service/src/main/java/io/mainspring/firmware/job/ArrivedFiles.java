package io.mainspring.firmware.job;

import io.mainspring.firmware.files.UploadListener;
import java.time.Clock;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Files that charge points bring belong to the jobs that asked for them. */
@Component
class ArrivedFiles implements UploadListener {

    private static final Logger log = LoggerFactory.getLogger(ArrivedFiles.class);

    private final JobViews views;
    private final CommandGateway commands;
    private final Clock clock;

    ArrivedFiles(JobViews views, CommandGateway commands, Clock clock) {
        this.views = views;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public void uploaded(UUID jobId, String fileId, String name, long size) {
        var job = views.locate(jobId);
        if (job.isEmpty()) {
            log.warn("a file arrived for no job of ours job={} file={}", jobId, fileId);
            return;
        }
        commands.sendAndWait(
                new JobCommand.TakeFile(
                        job.get().chargePointId(),
                        job.get().line(),
                        jobId,
                        fileId,
                        name,
                        size,
                        clock.instant()));
    }
}
