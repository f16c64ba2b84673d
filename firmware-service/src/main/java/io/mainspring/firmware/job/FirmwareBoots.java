package io.mainspring.firmware.job;

import io.mainspring.firmware.fleet.BootListener;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Boots confirm firmware updates. */
@Component
class FirmwareBoots implements BootListener {

    private final CommandGateway commands;

    FirmwareBoots(CommandGateway commands) {
        this.commands = commands;
    }

    @Override
    public void booted(String chargePointId, String firmwareVersion, Instant at) {
        commands.sendAndWait(new JobCommand.Boot(chargePointId, firmwareVersion, at));
    }
}
