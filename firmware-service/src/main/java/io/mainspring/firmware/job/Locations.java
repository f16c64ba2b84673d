package io.mainspring.firmware.job;

import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Judges the locations that operators give (E 3.90). */
@Component
class Locations {

    private final Fleet fleet;

    Locations(Fleet fleet) {
        this.fleet = fleet;
    }

    /** What a charge point can speak; empty if that is not known. */
    Set<Protocol> protocols(String chargePointId) {
        return fleet.protocols(chargePointId);
    }

    /**
     * Reads a location.
     *
     * @param pointer where it stands in the body
     * @param forced whatever the charge point says that it speaks
     * @throws Problem 400 if it is no absolute URI, or if the charge point is known not to speak it
     */
    URI check(String location, String pointer, String chargePointId, boolean forced) {
        var uri = parse(location, pointer);
        var known = protocols(chargePointId);
        if (forced || known.isEmpty() || speaks(known, uri)) {
            return uri;
        }
        throw Problem.badRequest(
                pointer,
                "the charge point's SupportedFileTransferProtocols are %s; ?force=true sends %s all the same"
                        .formatted(
                                known.stream().map(Protocol::name).collect(Collectors.joining(",")),
                                uri.getScheme()));
    }

    private static boolean speaks(Set<Protocol> known, URI uri) {
        return known.stream().anyMatch(p -> p.name().equalsIgnoreCase(uri.getScheme()));
    }

    private static URI parse(String location, String pointer) {
        try {
            var uri = new URI(location);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, in the caller's terms
        }
        throw Problem.badRequest(pointer, "must be an absolute URI");
    }
}
