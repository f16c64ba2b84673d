package io.mainspring.chargepoint.registration;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the events of one charge point add up to. The same sum is the aggregate's memory, the
 * projection's row and the answer to "how was it then": it is computed here and nowhere else.
 *
 * <p>Not thread-safe.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class ChargePointState {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .changeDefaultPropertyInclusion(
                            i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();
    private static final int REMEMBERED_COMMANDS = 16;
    private static final ChargePointSettings NO_SETTINGS =
            new ChargePointSettings(0, null, true, false);

    String chargePointId = "";
    boolean registered;
    ChargePointEvent.@Nullable Source source;
    @Nullable Instant registeredAt;
    @Nullable Instant retiredAt;
    @Nullable Instant changedAt;
    RegistrationStatus admission = RegistrationStatus.REJECTED;
    ChargePointSettings settings = NO_SETTINGS;

    /** What its last boot was answered since it is registered; the operator may think otherwise. */
    @Nullable RegistrationStatus answered;

    @Nullable BootReport boot;
    @Nullable Instant bootedAt;
    @Nullable UUID bootMessageId;

    /** It was told to move there, and may come with it too; null: nowhere. */
    @Nullable Integer nextSecurityProfile;

    @Nullable Instant nextProfileSince;
    List<HeldKey> keys = new ArrayList<>();
    Map<Integer, AvailabilityWish> wishes = new TreeMap<>();

    /** The CN of each certificate that was signed for it and has not ended, by serial number. */
    Map<String, String> certificates = new TreeMap<>();

    /** Commands whose outcome is in the stream already; outcomes are delivered at least once. */
    Deque<UUID> commands = new ArrayDeque<>();

    /**
     * A key that opens the door, and how sure that is.
     *
     * @param since when it became uncertain; null: it is not, or that was written down by an earlier version
     */
    record HeldKey(KeyHash hash, Standing standing, @Nullable Instant since) {

        HeldKey(KeyHash hash, Standing standing) {
            this(hash, standing, null);
        }

        enum Standing {
            AGREED("Agreed"),
            PROPOSED("Proposed"),
            UNCERTAIN("Uncertain");

            private final String label;

            Standing(String label) {
                this.label = label;
            }

            String label() {
                return label;
            }
        }
    }

    void on(ChargePointEvent event) {
        changedAt = event.at();
        switch (event) {
            case ChargePointEvent.Registered e -> begin(e);
            case ChargePointEvent.SettingsChanged e -> settings = e.settings();
            case ChargePointEvent.SecurityProfileOpened e -> {
                nextSecurityProfile = e.securityProfile();
                nextProfileSince = e.at();
            }
            case ChargePointEvent.SecurityProfileClosed _ -> stay();
            case ChargePointEvent.SecurityProfileChanged e -> {
                settings = settings.withSecurityProfile(e.to());
                stay();
            }
            case ChargePointEvent.Retired e -> {
                registered = false;
                retiredAt = e.at();
            }
            case ChargePointEvent.AdmissionDecided e -> admission = e.admission();
            case ChargePointEvent.Booted e -> {
                answered = e.answered();
                boot = e.report();
                bootedAt = e.at();
                bootMessageId = e.messageId();
            }
            case ChargePointEvent.KeySet e -> {
                keys.removeIf(key -> key.standing() != HeldKey.Standing.PROPOSED);
                keys.addFirst(new HeldKey(e.key(), HeldKey.Standing.AGREED));
            }
            case ChargePointEvent.KeyProposed e ->
                    keys.add(new HeldKey(e.key(), HeldKey.Standing.PROPOSED));
            case ChargePointEvent.KeyAccepted e -> {
                keys.removeIf(key ->
                        key.standing() != HeldKey.Standing.PROPOSED || key.hash().equals(e.key()));
                keys.addFirst(new HeldKey(e.key(), HeldKey.Standing.AGREED));
            }
            case ChargePointEvent.KeyRefused e -> keys.removeIf(key -> key.hash().equals(e.key()));
            case ChargePointEvent.KeyUncertain e ->
                    keys.replaceAll(key ->
                            key.hash().equals(e.key())
                                    ? new HeldKey(key.hash(), HeldKey.Standing.UNCERTAIN, e.at())
                                    : key);
            case ChargePointEvent.AvailabilityWished e -> {
                if (e.connectorId() == 0) {
                    wishes.clear();
                }
                wishes.put(
                        e.connectorId(),
                        new AvailabilityWish(e.availability(), e.scheduled(), e.at(), e.by()));
                remember(e.commandId());
            }
            case ChargePointEvent.Certified e -> certificates.put(e.serialNumber(), e.commonName());
            case ChargePointEvent.Decertified e -> certificates.remove(e.serialNumber());
            case ChargePointEvent.ConfigurationReported e -> remember(e.commandId());
            case ChargePointEvent.ConfigurationChanged e -> remember(e.commandId());
            case ChargePointEvent.RegistrationChanged _,
                    ChargePointEvent.Admitted _,
                    ChargePointEvent.Dismissed _ -> {}
        }
    }

    private void begin(ChargePointEvent.Registered e) {
        chargePointId = e.chargePointId();
        registered = true;
        source = e.source();
        registeredAt = e.at();
        retiredAt = null;
        admission = e.admission();
        settings = e.settings();
        answered = null;
        boot = null;
        bootedAt = null;
        stay();
        keys = new ArrayList<>();
        if (e.key() != null) {
            keys.add(new HeldKey(e.key(), HeldKey.Standing.AGREED));
        }
        wishes = new TreeMap<>();
        certificates = new TreeMap<>();
    }

    private void stay() {
        nextSecurityProfile = null;
        nextProfileSince = null;
    }

    private void remember(UUID commandId) {
        commands.addLast(commandId);
        if (commands.size() > REMEMBERED_COMMANDS) {
            commands.removeFirst();
        }
    }

    boolean hasSeen(UUID commandId) {
        return commands.contains(commandId);
    }

    /**
     * The state that decides what it may send and be sent. A rejection by an operator counts at
     * once; acceptance and Pending only when a boot was answered so, because nothing else tells the
     * charge point.
     */
    @Nullable RegistrationStatus registration() {
        if (!registered || answered == null) {
            return null;
        }
        return admission == RegistrationStatus.REJECTED ? admission : answered;
    }

    /**
     * What a certificate could be made out to, the best first: the serial number as registered, as
     * it said when it booted, the identity.
     */
    List<String> possibleNames() {
        return Stream.of(
                        settings.serialNumber(),
                        boot == null ? null : boot.chargePointSerialNumber(),
                        boot == null ? null : boot.chargeBoxSerialNumber(),
                        chargePointId)
                .filter(name -> name != null && !name.isBlank())
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    /**
     * What a certificate names that opens its door, without case. A serial number that only it said
     * is not among them: else a boot would choose, or lose, the key to the door.
     */
    Set<String> names() {
        var names = new TreeSet<String>();
        names.add(ChargePointId.keyOf(chargePointId));
        if (settings.serialNumber() != null) {
            names.add(ChargePointId.keyOf(settings.serialNumber()));
        }
        certificates.values().forEach(name -> names.add(ChargePointId.keyOf(name)));
        return names;
    }

    /** Whether there is a key that both sides surely have. */
    boolean holdsAgreedKey() {
        return keys.stream().anyMatch(key -> key.standing() == HeldKey.Standing.AGREED);
    }

    /** The keys that open the door, none where no security profile asks for one. */
    List<KeyHash> admittedKeys() {
        boolean asked =
                settings.asksForKey()
                        || (nextSecurityProfile != null
                                && ChargePointSettings.asksForKey(nextSecurityProfile));
        return asked ? keys.stream().map(HeldKey::hash).toList() : List.of();
    }

    /** What the gateways should know; null: nothing, it is not known. */
    ChargePointEvent.@Nullable Admitted admitted(Instant at) {
        return registered
                ? new ChargePointEvent.Admitted(
                        chargePointId,
                        registration(),
                        settings,
                        nextSecurityProfile,
                        settings.serialNumber(),
                        admittedKeys(),
                        certificates.isEmpty()
                                ? null
                                : certificates.values().stream().distinct().sorted().toList(),
                        at)
                : null;
    }

    /** As the projection keeps it. */
    String write() {
        return JSON.writeValueAsString(this);
    }

    static ChargePointState read(String json) {
        return JSON.readValue(json, ChargePointState.class);
    }
}
