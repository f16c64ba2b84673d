package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the central system last said about idTags: good for starting while offline, or without asking. OCPP 1.6 §3.5.1. */
final class AuthorizationCache {

    private static final int CAPACITY = 100;

    private final Configuration configuration;
    private final Map<IdToken, IdTagInfo> verdicts = new LinkedHashMap<>(4);

    AuthorizationCache(Configuration configuration) {
        this.configuration = configuration;
    }

    void remember(IdToken idTag, @Nullable IdTagInfo verdict) {
        if (verdict == null || !isEnabled()) {
            return;
        }
        verdicts.remove(idTag);
        verdicts.put(idTag, verdict);
        if (verdicts.size() > CAPACITY) {
            verdicts.remove(verdicts.keySet().iterator().next());
        }
    }

    boolean accepts(IdToken idTag, Instant now) {
        var verdict = verdicts.get(idTag);
        return isEnabled()
                && verdict != null
                && verdict.status() == AuthorizationStatus.ACCEPTED
                && (verdict.expiryDate() == null || verdict.expiryDate().isAfter(now));
    }

    /** Whether there is a verdict on an idTag, whatever it says. */
    boolean knows(IdToken idTag) {
        return isEnabled() && verdicts.containsKey(idTag);
    }

    void forget(IdToken idTag) {
        verdicts.remove(idTag);
    }

    void clear() {
        verdicts.clear();
    }

    boolean isEnabled() {
        return configuration.isSet(ConfigurationKey.AUTHORIZATION_CACHE_ENABLED);
    }
}
