package io.mainspring.firmware.files.http;

import io.mainspring.firmware.files.FilesSettings;
import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.address.TransferDoor;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** {@code /files/d/<token>/<name>} and {@code /files/u/<token>} below the public addresses. */
@Component
class HttpDoor implements TransferDoor {

    private final Map<Protocol, String> bases = new EnumMap<>(Protocol.class);

    HttpDoor(FilesSettings settings) {
        for (var url : settings.publicUrl()) {
            bases.putIfAbsent(
                    Protocol.valueOf(url.getScheme().toUpperCase(Locale.ROOT)),
                    url.toString().replaceAll("/+$", ""));
        }
    }

    @Override
    public boolean speaks(Protocol protocol) {
        return bases.containsKey(protocol);
    }

    @Override
    public URI address(Protocol protocol, Handover handover) {
        var base = Objects.requireNonNull(bases.get(protocol));
        var name = handover.fileName();
        return URI.create(
                name == null
                        ? base + "/files/u/" + handover.token()
                        : base + "/files/d/" + handover.token() + "/" + name);
    }
}
