package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.action.GetConfiguration;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.KeyValue;
import io.mainspring.simulator.chargepoint.ConfigurationKey.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A charge point's configuration: it survives reboots, and some changes wait for one. */
final class Configuration {

    private final Map<ConfigurationKey, String> values = new EnumMap<>(ConfigurationKey.class);
    private final Map<ConfigurationKey, String> afterReboot = new EnumMap<>(ConfigurationKey.class);
    private final Memory memory;
    private final int factorySecurityProfile;

    /** @param factory settings that differ from the keys' initial values; read-only keys may be among them */
    Configuration(Map<ConfigurationKey, String> factory) {
        this(factory, Memory.NONE);
    }

    /** @param memory what the central system has changed comes before what the factory has set */
    Configuration(Map<ConfigurationKey, String> factory, Memory memory) {
        this.memory = memory;
        values.putAll(factory);
        factorySecurityProfile = number(ConfigurationKey.SECURITY_PROFILE);
        for (var key : ConfigurationKey.values()) {
            var changed = memory.recall(key.wireName());
            if (changed != null && key.access() != Access.READ) {
                values.put(key, changed);
            }
        }
    }

    /** What the central system's ChangeConfiguration does. OCPP 1.6 §5.3. */
    ConfigurationStatus change(String name, String value) {
        var known = ConfigurationKey.named(name);
        if (known.isEmpty()) {
            return ConfigurationStatus.NOT_SUPPORTED;
        }
        var key = known.get();
        if (key.access() == Access.READ || !key.permits(value)) {
            return ConfigurationStatus.REJECTED;
        }
        memory.keep(key.wireName(), value);
        if (key.needsReboot()) {
            afterReboot.put(key, value);
            return ConfigurationStatus.REBOOT_REQUIRED;
        }
        values.put(key, value);
        return ConfigurationStatus.ACCEPTED;
    }

    /**
     * What GetConfiguration reads: the named keys, or as many as fit into one answer. Keys that are write-only exist, but
     * are never shown.
     */
    GetConfiguration.Response read(@Nullable List<String> names) {
        var most = number(ConfigurationKey.GET_CONFIGURATION_MAX_KEYS);
        if (names == null || names.isEmpty()) {
            var all =
                    Arrays.stream(ConfigurationKey.values())
                            .filter(key -> key.access() != Access.WRITE)
                            .limit(most)
                            .map(this::shown)
                            .toList();
            return new GetConfiguration.Response(all, null);
        }
        var found = new ArrayList<KeyValue>();
        var unknown = new ArrayList<String>();
        for (var name : names) {
            ConfigurationKey.named(name)
                    .filter(key -> key.access() != Access.WRITE)
                    .ifPresentOrElse(key -> found.add(shown(key)), () -> unknown.add(name));
        }
        return new GetConfiguration.Response(found, unknown);
    }

    private KeyValue shown(ConfigurationKey key) {
        return new KeyValue(key.wireName(), key.access() == Access.READ, text(key));
    }

    /** Makes the changes take effect that had to wait for a reboot. */
    void rebooted() {
        values.putAll(afterReboot);
        afterReboot.clear();
    }

    String text(ConfigurationKey key) {
        return values.getOrDefault(key, key.initial());
    }

    int number(ConfigurationKey key) {
        return Integer.parseInt(text(key));
    }

    boolean isSet(ConfigurationKey key) {
        return Boolean.parseBoolean(text(key));
    }

    List<MeasurandSelection> measurands(ConfigurationKey key) {
        return MeasurandSelection.list(text(key));
    }

    /** The bytes of the AuthorizationKey, if the central system has set one. */
    Optional<byte[]> authorizationKey() {
        var digits = text(ConfigurationKey.AUTHORIZATION_KEY);
        return digits.isEmpty() ? Optional.empty() : Optional.of(HexFormat.of().parseHex(digits));
    }

    /** Before the central system has raised it. */
    int factorySecurityProfile() {
        return factorySecurityProfile;
    }

    /** Goes back to the security profile with which it was let in last; not a change by the operator. */
    void securityProfile(int proven) {
        memory.keep(ConfigurationKey.SECURITY_PROFILE.wireName(), Integer.toString(proven));
        values.put(ConfigurationKey.SECURITY_PROFILE, Integer.toString(proven));
    }

    /** Takes over what the boot answer says; not a change by the operator. */
    void heartbeatInterval(int seconds) {
        values.put(ConfigurationKey.HEARTBEAT_INTERVAL, Integer.toString(seconds));
    }
}
