package io.mainspring.firmware.files.address;

import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.TransferAddresses;
import io.mainspring.firmware.files.image.Images;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives out addresses: a new token each time, over the best protocol that both sides speak. */
@Component
class IssuedAddresses implements TransferAddresses {

    /** The safest first; HTTP before FTPS, because it needs one port and passes every router. */
    private static final List<Protocol> PREFERRED =
            List.of(Protocol.HTTPS, Protocol.HTTP, Protocol.FTPS, Protocol.FTP);

    private final AddressBook book;
    private final Images images;
    private final List<TransferDoor> doors;

    IssuedAddresses(AddressBook book, Images images, List<TransferDoor> doors) {
        this.book = book;
        this.images = images;
        this.doors = List.copyOf(doors);
    }

    @Override
    public URI download(
            UUID jobId,
            String image,
            String chargePointId,
            Instant expiresAt,
            Set<Protocol> supported,
            String pointer) {
        var found =
                images.find(image)
                        .orElseThrow(() -> Problem.notFound("no firmware image " + image));
        return give(
                new Target(jobId, chargePointId, UUID.fromString(found.id()), found.name(), null),
                expiresAt,
                supported,
                pointer);
    }

    @Override
    public URI upload(
            UUID jobId,
            String chargePointId,
            String kind,
            Instant expiresAt,
            Set<Protocol> supported,
            String pointer) {
        return give(
                new Target(jobId, chargePointId, null, null, kind), expiresAt, supported, pointer);
    }

    @Override
    public void close(UUID jobId, Instant at) {
        book.close(jobId, at);
    }

    private URI give(Target target, Instant expiresAt, Set<Protocol> supported, String pointer) {
        var token = Token.make();
        var handover = new TransferDoor.Handover(target.jobId, token, target.fileName);
        var address = best(supported, handover, pointer);
        book.add(
                new Address(
                        Token.hash(token),
                        target.jobId,
                        target.chargePointId,
                        target.imageId != null
                                ? Address.Direction.DOWNLOAD
                                : Address.Direction.UPLOAD,
                        target.imageId,
                        target.kind,
                        expiresAt));
        return address;
    }

    private URI best(Set<Protocol> supported, TransferDoor.Handover handover, String pointer) {
        for (var protocol : PREFERRED) {
            if (supported.isEmpty() || supported.contains(protocol)) {
                for (var door : doors) {
                    if (door.speaks(protocol)) {
                        return door.address(protocol, handover);
                    }
                }
            }
        }
        throw Problem.badRequest(
                pointer,
                "none of the charge point's file transfer protocols is served here: " + supported);
    }

    private record Target(
            UUID jobId,
            String chargePointId,
            @Nullable UUID imageId,
            @Nullable String fileName,
            @Nullable String kind) {}
}
