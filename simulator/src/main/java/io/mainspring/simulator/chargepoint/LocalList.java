package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.AuthorizationData;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The list of idTags that the central system has given to the charge point: it survives reboots, and an update is taken
 * whole or not at all. OCPP 1.6 §3.5.2, §5.10, §5.15.
 */
final class LocalList {

    private static final int NOT_SUPPORTED = -1;

    private final Configuration configuration;
    private Map<IdToken, IdTagInfo> entries = new HashMap<>(4);
    private int version;

    LocalList(Configuration configuration) {
        this.configuration = configuration;
    }

    /** -1: there are no local lists here; 0: the list is empty. */
    int version() {
        if (!isEnabled()) {
            return NOT_SUPPORTED;
        }
        return entries.isEmpty() ? 0 : version;
    }

    UpdateStatus update(SendLocalList.Request request) {
        if (!isEnabled()) {
            return UpdateStatus.NOT_SUPPORTED;
        }
        var lines = request.localAuthorizationList();
        return update(request, lines == null ? List.of() : lines);
    }

    private UpdateStatus update(SendLocalList.Request request, List<AuthorizationData> lines) {
        var isFull = request.updateType() == UpdateType.FULL;
        if (!isFull && request.listVersion() <= version) {
            return UpdateStatus.VERSION_MISMATCH;
        }
        if (request.listVersion() < 1
                || lines.size() > configuration.number(ConfigurationKey.SEND_LOCAL_LIST_MAX_LENGTH)
                || namesOneTwice(lines)
                || (isFull && lines.stream().anyMatch(line -> line.idTagInfo() == null))) {
            return UpdateStatus.FAILED;
        }
        var next = isFull ? new HashMap<IdToken, IdTagInfo>() : new HashMap<>(entries);
        for (var line : lines) {
            var info = line.idTagInfo();
            next.remove(line.idTag()); // the spelling is the newest one's
            if (info != null) {
                next.put(line.idTag(), info);
            }
        }
        if (next.size() > configuration.number(ConfigurationKey.LOCAL_AUTH_LIST_MAX_LENGTH)) {
            return UpdateStatus.FAILED;
        }
        entries = next;
        version = request.listVersion();
        return UpdateStatus.ACCEPTED;
    }

    private static boolean namesOneTwice(List<AuthorizationData> lines) {
        var seen = new HashSet<IdToken>(2 * lines.size());
        return !lines.stream().allMatch(line -> seen.add(line.idTag()));
    }

    /** Whether an idTag stands in the list, with whatever verdict: then the list decides, not the cache. */
    boolean knows(IdToken idTag) {
        return isEnabled() && entries.containsKey(idTag);
    }

    /** Whether the list says that an idTag may charge. */
    boolean accepts(IdToken idTag, Instant now) {
        var verdict = isEnabled() ? entries.get(idTag) : null;
        return verdict != null
                && (verdict.status() == AuthorizationStatus.ACCEPTED
                        || verdict.status() == AuthorizationStatus.CONCURRENT_TX)
                && (verdict.expiryDate() == null || verdict.expiryDate().isAfter(now));
    }

    private boolean isEnabled() {
        return configuration.isSet(ConfigurationKey.LOCAL_AUTH_LIST_ENABLED);
    }
}
