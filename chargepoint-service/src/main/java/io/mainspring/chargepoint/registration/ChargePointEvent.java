package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a charge point: its stored history. No event holds a secret, only hashes. */
public sealed interface ChargePointEvent {

    /** In canonical spelling. */
    String chargePointId();

    Instant at();

    default ChargePointId id() {
        return new ChargePointId(chargePointId());
    }

    /** How a charge point became known. */
    enum Source {
        OPERATOR,
        BOOT_NOTIFICATION
    }

    /**
     * It is known from now on. After a {@link Retired} it begins anew.
     *
     * @param admission what its next boot will be answered
     * @param key null: none was agreed
     */
    record Registered(
            String chargePointId,
            Source source,
            String by,
            RegistrationStatus admission,
            ChargePointSettings settings,
            @Nullable KeyHash key,
            Instant at)
            implements ChargePointEvent {}

    record SettingsChanged(
            String chargePointId, ChargePointSettings settings, String by, Instant at)
            implements ChargePointEvent {}

    record Retired(String chargePointId, String by, Instant at) implements ChargePointEvent {}

    /** An operator decided what boots are answered from now on. */
    record AdmissionDecided(
            String chargePointId, RegistrationStatus admission, String by, Instant at)
            implements ChargePointEvent {}

    /**
     * It sent a BootNotification.
     *
     * @param messageId of the record that brought it: a redelivered one is no other boot
     */
    record Booted(
            String chargePointId,
            RegistrationStatus answered,
            BootReport report,
            UUID messageId,
            Instant at)
            implements ChargePointEvent {}

    /**
     * What it may do and be sent has changed, by a boot or by an operator's rejection.
     *
     * @param registration null: not booted since it is registered, or retired
     */
    record RegistrationChanged(
            String chargePointId, @Nullable RegistrationStatus registration, Instant at)
            implements ChargePointEvent {}

    /**
     * Everything a gateway must know of it, complete, follows each event that changes any of it.
     *
     * @param nextSecurityProfile it may come with this one too; null: there is none
     * @param serialNumber as registered; earlier versions: else as it said when it booted
     * @param certificateNames what its certificates are made out to; null: it has none
     */
    record Admitted(
            String chargePointId,
            @Nullable RegistrationStatus registration,
            ChargePointSettings settings,
            @Nullable Integer nextSecurityProfile,
            @Nullable String serialNumber,
            List<KeyHash> keys,
            @Nullable List<String> certificateNames,
            Instant at)
            implements ChargePointEvent {

        /** Of one that no certificate was signed for. */
        public Admitted(
                String chargePointId,
                @Nullable RegistrationStatus registration,
                ChargePointSettings settings,
                @Nullable Integer nextSecurityProfile,
                @Nullable String serialNumber,
                List<KeyHash> keys,
                Instant at) {
            this(
                    chargePointId,
                    registration,
                    settings,
                    nextSecurityProfile,
                    serialNumber,
                    keys,
                    null,
                    at);
        }

        public Admitted {
            // earlier versions wrote the registered one in the settings only
            serialNumber = serialNumber == null ? settings.serialNumber() : serialNumber;
            keys = List.copyOf(keys);
        }
    }

    /** The gateways shall know nothing of it any more. */
    record Dismissed(String chargePointId, Instant at) implements ChargePointEvent {}

    /** It was told to move to a higher security profile: it may come with either. */
    record SecurityProfileOpened(String chargePointId, int securityProfile, Instant at)
            implements ChargePointEvent {}

    /** The move is off: it may come with its old security profile only. */
    record SecurityProfileClosed(String chargePointId, int securityProfile, String why, Instant at)
            implements ChargePointEvent {}

    /**
     * From now on it may come with this security profile only.
     *
     * @param by the operator who said so; null: it came with it, after it was told to
     */
    record SecurityProfileChanged(
            String chargePointId, int from, int to, @Nullable String by, Instant at)
            implements ChargePointEvent {}

    /**
     * A certificate was signed for it.
     *
     * @param serialNumber hexadecimal
     */
    record Certified(String chargePointId, String serialNumber, String commonName, Instant at)
            implements ChargePointEvent {}

    /** A certificate of it has ended. */
    record Decertified(String chargePointId, String serialNumber, Instant at)
            implements ChargePointEvent {}

    /** A key agreed without sending it: the only one from now on. */
    record KeySet(String chargePointId, KeyHash key, String by, Instant at)
            implements ChargePointEvent {}

    /** A new key is on its way to the charge point: both open the door until that is settled. */
    record KeyProposed(String chargePointId, KeyHash key, String by, Instant at)
            implements ChargePointEvent {}

    /** The charge point took the proposed key: the old ones are refused from now on. */
    record KeyAccepted(String chargePointId, KeyHash key, Instant at) implements ChargePointEvent {}

    /** The charge point did not take the proposed key: it is refused. */
    record KeyRefused(String chargePointId, KeyHash key, String why, Instant at)
            implements ChargePointEvent {}

    /** Whether the charge point took the proposed key is unknown: both stay. */
    record KeyUncertain(String chargePointId, KeyHash key, String why, Instant at)
            implements ChargePointEvent {}

    /**
     * The charge point took over a wish; it survives its reboots.
     *
     * @param connectorId 0: all of it, which ends the wishes for single connectors
     */
    record AvailabilityWished(
            String chargePointId,
            int connectorId,
            Availability availability,
            boolean scheduled,
            UUID commandId,
            String by,
            Instant at)
            implements ChargePointEvent {}

    /** It told configuration keys when asked. */
    record ConfigurationReported(
            String chargePointId,
            List<ObservedKey> keys,
            List<String> unknownKeys,
            UUID commandId,
            Instant at)
            implements ChargePointEvent {
        public ConfigurationReported {
            keys = List.copyOf(keys);
            unknownKeys = List.copyOf(unknownKeys);
        }
    }

    /**
     * It accepted a change of one configuration key.
     *
     * @param value null: the key is write-only
     * @param rebootRequired true: takes effect at its next boot
     */
    record ConfigurationChanged(
            String chargePointId,
            String key,
            @Nullable String value,
            boolean rebootRequired,
            UUID commandId,
            String by,
            Instant at)
            implements ChargePointEvent {}
}
