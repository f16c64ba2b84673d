package io.mainspring.ocpp.v16.type;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a local authorization list; without {@code idTagInfo} a Differential update deletes
 * it. OCPP 1.6 §7.1.
 */
public record AuthorizationData(IdToken idTag, @Nullable IdTagInfo idTagInfo) {}
