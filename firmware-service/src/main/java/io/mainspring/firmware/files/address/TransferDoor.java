package io.mainspring.firmware.files.address;

import io.mainspring.firmware.files.Protocol;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server through which charge points reach files. */
public interface TransferDoor {

    /** Whether charge points can be sent here with this protocol. */
    boolean speaks(Protocol protocol);

    /**
     * The address in full.
     *
     * @param protocol one that is spoken here
     */
    URI address(Protocol protocol, Handover handover);

    /**
     * What an address leads to.
     *
     * @param fileName to be fetched; null: a directory to bring files to
     */
    record Handover(UUID jobId, String token, @Nullable String fileName) {}
}
