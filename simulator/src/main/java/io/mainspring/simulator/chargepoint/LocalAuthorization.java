package io.mainspring.simulator.chargepoint;

import static io.mainspring.simulator.chargepoint.ConfigurationKey.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.LOCAL_AUTHORIZE_OFFLINE;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.LOCAL_PRE_AUTHORIZE;

import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the charge point decides about idTags by itself: by its list, and where that is silent by its cache. An idTag is
 * in one of the two at most. OCPP 1.6 §3.5.
 */
final class LocalAuthorization {

    private final Configuration configuration;
    private final LocalList list;
    private final AuthorizationCache cache;

    LocalAuthorization(Configuration configuration) {
        this.configuration = configuration;
        this.list = new LocalList(configuration);
        this.cache = new AuthorizationCache(configuration);
    }

    /** Whether an idTag may charge without the central system being asked. */
    boolean acceptsUnasked(IdToken idTag, Instant now) {
        return configuration.isSet(LOCAL_PRE_AUTHORIZE) && accepts(idTag, now);
    }

    /** Whether an idTag may charge while the central system cannot be asked: one that is refused is not unknown. */
    boolean acceptsOffline(IdToken idTag, Instant now) {
        if (configuration.isSet(LOCAL_AUTHORIZE_OFFLINE) && accepts(idTag, now)) {
            return true;
        }
        return configuration.isSet(ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID)
                && !list.knows(idTag)
                && !cache.knows(idTag);
    }

    private boolean accepts(IdToken idTag, Instant now) {
        return list.knows(idTag) ? list.accepts(idTag, now) : cache.accepts(idTag, now);
    }

    /** What the central system said; not kept for those in the list. */
    void remember(IdToken idTag, @Nullable IdTagInfo verdict) {
        if (!list.knows(idTag)) {
            cache.remember(idTag, verdict);
        }
    }

    int listVersion() {
        return list.version();
    }

    UpdateStatus update(SendLocalList.Request request) {
        var result = list.update(request);
        var lines = request.localAuthorizationList();
        if (result == UpdateStatus.ACCEPTED && lines != null) {
            lines.forEach(line -> cache.forget(line.idTag()));
        }
        return result;
    }

    /**
     * The list stays as it is.
     *
     * @return whether there is a cache to clear
     */
    boolean clearCache() {
        cache.clear();
        return cache.isEnabled();
    }
}
