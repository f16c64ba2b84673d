package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What is asked of the aggregate; time, ids and salts come with it. */
public sealed interface ChargePointCommand {

    ChargePointId id();

    @TargetAggregateIdentifier
    default String key() {
        return id().key();
    }

    /** Answered true; false if it is registered already, which changes nothing. */
    record Register(
            ChargePointId id,
            ChargePointEvent.Source source,
            RegistrationStatus admission,
            ChargePointSettings settings,
            @Nullable KeyHash authorizationKey,
            String by,
            Instant at)
            implements ChargePointCommand {}

    /** Answered the status of the BootNotification; null if it is not registered (any more). */
    record Boot(ChargePointId id, UUID messageId, BootReport report, Instant at)
            implements ChargePointCommand {}

    /**
     * A boot of one that there is no event of yet: registers it too. Answered the status.
     *
     * @param admission what the settings say about the unknown
     */
    record Meet(
            ChargePointId id,
            RegistrationStatus admission,
            ChargePointSettings settings,
            UUID messageId,
            BootReport report,
            Instant at)
            implements ChargePointCommand {}

    /**
     * What an operator wants otherwise; null: as it is. Answered false, and nothing is changed, if the security profile
     * that comes of it needs a key and none is agreed.
     *
     * @param serialNumber an empty text takes it away
     */
    record ChangeSettings(
            ChargePointId id,
            @Nullable Integer securityProfile,
            @Nullable String serialNumber,
            @Nullable Boolean subprotocolRequired,
            @Nullable Boolean strict,
            String by,
            Instant at)
            implements ChargePointCommand {

        ChargePointSettings onto(ChargePointSettings before) {
            var serial = serialNumber == null ? before.serialNumber() : serialNumber;
            return new ChargePointSettings(
                    Objects.requireNonNullElse(securityProfile, before.securityProfile()),
                    serial == null || serial.isBlank() ? null : serial,
                    Objects.requireNonNullElse(subprotocolRequired, before.subprotocolRequired()),
                    Objects.requireNonNullElse(strict, before.strict()));
        }
    }

    record DecideAdmission(ChargePointId id, RegistrationStatus admission, String by, Instant at)
            implements ChargePointCommand {}

    record Retire(ChargePointId id, String by, Instant at) implements ChargePointCommand {}

    record SetKey(ChargePointId id, KeyHash authorizationKey, String by, Instant at)
            implements ChargePointCommand {}

    record ProposeKey(ChargePointId id, KeyHash authorizationKey, String by, Instant at)
            implements ChargePointCommand {}

    /**
     * How the sending of a proposed key ended. A key that is not proposed (settled before) changes
     * nothing.
     */
    record SettleKey(
            ChargePointId id, AuthorizationKey sent, Verdict verdict, String why, Instant at)
            implements ChargePointCommand {

        public enum Verdict {
            ACCEPTED,
            REFUSED,
            UNCERTAIN
        }
    }

    /**
     * It came with one of its keys, told by the salt. A new one that was not sure is accepted by that; an old one shows
     * that it has not taken what it was sent before.
     */
    record SeeKey(ChargePointId id, String salt, Instant at) implements ChargePointCommand {}

    /** It may have been told to move there: it may come with it too, if that is higher. */
    record OpenProfile(ChargePointId id, int securityProfile, Instant at)
            implements ChargePointCommand {}

    /** It came with a security profile: if that is where it was told to move, it has arrived. */
    record ReachProfile(ChargePointId id, int securityProfile, Instant at)
            implements ChargePointCommand {}

    /** The move to a security profile is off, if it is under way. */
    record CloseProfile(ChargePointId id, int securityProfile, String why, Instant at)
            implements ChargePointCommand {}

    /** A certificate was signed for it: what that names opens its door. */
    record Certify(ChargePointId id, String serialNumber, String commonName, Instant at)
            implements ChargePointCommand {}

    /** That certificate has ended, by its date or because it was revoked. */
    record Decertify(ChargePointId id, String serialNumber, Instant at)
            implements ChargePointCommand {}

    record WishAvailability(
            ChargePointId id,
            int connectorId,
            Availability availability,
            boolean scheduled,
            UUID commandId,
            String by,
            Instant at)
            implements ChargePointCommand {}

    record ReportConfiguration(
            ChargePointId id,
            List<ObservedKey> keys,
            List<String> unknownKeys,
            UUID commandId,
            Instant at)
            implements ChargePointCommand {
        public ReportConfiguration {
            keys = List.copyOf(keys);
            unknownKeys = List.copyOf(unknownKeys);
        }
    }

    record ChangeConfiguration(
            ChargePointId id,
            String configurationKey,
            String value,
            boolean rebootRequired,
            UUID commandId,
            String by,
            Instant at)
            implements ChargePointCommand {}

    /** Tells the gateways once more what they should know, a retired one's absence included. */
    record RepeatAdmission(ChargePointId id, Instant at) implements ChargePointCommand {}
}
