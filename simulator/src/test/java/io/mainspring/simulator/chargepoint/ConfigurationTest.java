package io.mainspring.simulator.chargepoint;

import static io.mainspring.ocpp.v16.type.ConfigurationStatus.ACCEPTED;
import static io.mainspring.ocpp.v16.type.ConfigurationStatus.NOT_SUPPORTED;
import static io.mainspring.ocpp.v16.type.ConfigurationStatus.REBOOT_REQUIRED;
import static io.mainspring.ocpp.v16.type.ConfigurationStatus.REJECTED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.KeyValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    private final Configuration configuration =
            new Configuration(Map.of(ConfigurationKey.NUMBER_OF_CONNECTORS, "2"));

    @ParameterizedTest(name = "{0} = ''{1}'' is {2}")
    @CsvSource({
        "MeterValueSampleInterval, 60, ACCEPTED",
        "metervaluesampleinterval, 60, ACCEPTED",
        "MeterValueSampleInterval, -1, REJECTED",
        "MeterValueSampleInterval, often, REJECTED",
        "LocalPreAuthorize, TRUE, ACCEPTED",
        "LocalPreAuthorize, 1, REJECTED",
        "NumberOfConnectors, 7, REJECTED",
        "MeterValuesSampledData, 'Energy.Active.Import.Register,Voltage.L1', ACCEPTED",
        "MeterValuesSampledData, 'Energy.Active.Import.Register,RPM', REJECTED",
        "MeterValuesSampledData, '', ACCEPTED",
        "ConnectorPhaseRotation, '0.RST,1.RTS', REBOOT_REQUIRED",
        "ConnectorPhaseRotation, 0.ABC, REJECTED",
        "AuthorizationKey, 0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF, ACCEPTED",
        "AuthorizationKey, 00, REJECTED",
        "NoSuchKey, 1, NOT_SUPPORTED",
    })
    void eachKeyTakesWhatItsRuleAllows(String key, String value, ConfigurationStatus expected) {
        assertThat(configuration.change(key, value)).isEqualTo(expected);
    }

    @Test
    void aRefusedChangeChangesNothing() {
        assertThat(configuration.change("HeartbeatInterval", "0")).isEqualTo(REJECTED);

        assertThat(configuration.number(ConfigurationKey.HEARTBEAT_INTERVAL)).isEqualTo(300);
    }

    @Test
    void whatNeedsARebootTakesEffectWithTheReboot() {
        assertThat(configuration.change("WebSocketPingInterval", "7")).isEqualTo(REBOOT_REQUIRED);
        assertThat(configuration.number(ConfigurationKey.WEB_SOCKET_PING_INTERVAL)).isEqualTo(30);

        configuration.rebooted();

        assertThat(configuration.number(ConfigurationKey.WEB_SOCKET_PING_INTERVAL)).isEqualTo(7);
    }

    @Test
    void readingAllShowsEveryKeyButTheWriteOnlyOne() {
        var keys = requireNonNull(configuration.read(null).configurationKey());

        assertThat(keys)
                .extracting(KeyValue::key)
                .contains("HeartbeatInterval", "SupportedFeatureProfiles")
                .doesNotContain("AuthorizationKey")
                .hasSize(ConfigurationKey.values().length - 1);
        assertThat(keys).contains(new KeyValue("NumberOfConnectors", true, "2"));
    }

    @Test
    void readingSomeNamesTheUnknownOnesSeparately() {
        var read = configuration.read(List.of("LightIntensity", "NoSuchKey", "AuthorizationKey"));

        assertThat(read.configurationKey())
                .containsExactly(new KeyValue("LightIntensity", false, "70"));
        assertThat(read.unknownKey()).containsExactly("NoSuchKey", "AuthorizationKey");
    }

    @Test
    void anAnswerHoldsNoMoreThanGetConfigurationMaxKeys() {
        var narrow = new Configuration(Map.of(ConfigurationKey.GET_CONFIGURATION_MAX_KEYS, "5"));

        assertThat(narrow.read(List.of()).configurationKey()).hasSize(5);
    }

    @Test
    void theAuthorizationKeyIsItsHexadecimalDigitsAsBytes() {
        assertThat(configuration.authorizationKey()).isEmpty();

        assertThat(configuration.change("AuthorizationKey", "00ff3a".repeat(6).substring(0, 32)))
                .isEqualTo(ACCEPTED);

        assertThat(configuration.authorizationKey().orElseThrow())
                .startsWith(0x00, 0xff, 0x3a)
                .hasSize(16);
        assertThat(configuration.change("AuthorizationKeys", "00")).isEqualTo(NOT_SUPPORTED);
    }
}
