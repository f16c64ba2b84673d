package io.mainspring.chargepoint.registration;

import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charge point as operators see it.
 *
 * @param registration what it may do and be sent now; null: not booted since it is registered
 * @param admission what its next boot will be answered
 * @param nextSecurityProfile it was told to move there and may come with it too; null: nowhere
 * @param keys how sure each key is that opens the door: Agreed, Proposed, Uncertain; never a key
 * @param source how it became known: Operator or BootNotification
 * @param boot what it last said of itself
 * @param online whether a socket is there, as far as is known here
 * @param onlineSince since when {@code online} is what it is
 */
record ChargePointView(
        String chargePointId,
        @Nullable String registration,
        String admission,
        int securityProfile,
        @Nullable Integer nextSecurityProfile,
        List<String> keys,
        @Nullable String serialNumber,
        boolean subprotocolRequired,
        boolean strict,
        String source,
        @Nullable Instant registeredAt,
        @Nullable Instant retiredAt,
        @Nullable Instant bootedAt,
        @Nullable BootReport boot,
        boolean online,
        @Nullable Instant onlineSince,
        @Nullable Instant lastSeenAt) {

    /** What the tables of presence add to the state. */
    record Presence(boolean online, @Nullable Instant since, @Nullable Instant lastSeenAt) {

        static final Presence UNKNOWN = new Presence(false, null, null);
    }

    static ChargePointView of(ChargePointState state, Presence presence) {
        return new ChargePointView(
                state.chargePointId,
                wireName(state.registration()),
                state.admission.wireName(),
                state.settings.securityProfile(),
                state.nextSecurityProfile,
                state.keys.stream().map(key -> key.standing().label()).toList(),
                state.settings.serialNumber(),
                state.settings.subprotocolRequired(),
                state.settings.strict(),
                state.source == ChargePointEvent.Source.BOOT_NOTIFICATION
                        ? "BootNotification"
                        : "Operator",
                state.registeredAt,
                state.retiredAt,
                state.bootedAt,
                state.boot,
                presence.online(),
                presence.since(),
                presence.lastSeenAt());
    }

    private static @Nullable String wireName(@Nullable RegistrationStatus status) {
        return status == null ? null : status.wireName();
    }
}
