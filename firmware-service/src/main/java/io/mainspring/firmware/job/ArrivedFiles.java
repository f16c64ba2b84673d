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

    private final CommandGateway commands;
    private final Clock clock;

    ArrivedFiles(CommandGateway commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public void uploaded(
            UUID jobId, String chargePointId, String kind, String fileId, String name, long size) {
        boolean isOurs =
                commands.sendAndWait(
                        new JobCommand.TakeFile(
                                chargePointId,
                                JobLine.ofUploads(kind),
                                jobId,
                                fileId,
                                name,
                                size,
                                clock.instant()));
        if (!isOurs) {
            log.warn(
                    "a file arrived for no job of ours chargePoint={} job={} file={}",
                    chargePointId,
                    jobId,
                    fileId);
        }
    }
}
