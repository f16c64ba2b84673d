package io.mainspring.correlation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SecretMaskTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AuthorizationKey",
                "authorizationkey",
                "WifiPassword",
                "APN_Passwd",
                "ftpSecret",
                "BasicAuthCredentials",
                "SimPin",
                "WiFi-PSK",
                "VendorApiKey",
                "accessToken"
            })
    void theValueOfAKeyThatHoldsASecretIsMasked(String key) {
        assertThat(masked("{\"key\":\"%s\",\"value\":\"0123456789abcdef\"}".formatted(key)))
                .isEqualTo("{\"key\":\"%s\",\"value\":\"***\"}".formatted(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WebSocketPingInterval",
                "HeartbeatInterval",
                "AuthorizeRemoteTxRequests",
                "LocalPreAuthorize",
                "SupportedFeatureProfiles"
            })
    void theValueOfAnyOtherKeyStays(String key) {
        var payload = "{\"key\":\"%s\",\"value\":\"60\"}".formatted(key);

        assertThat(masked(payload)).isEqualTo(payload);
    }

    @Test
    void aSecretThatAChargePointReportsIsMaskedToo() {
        assertThat(
                        masked(
                                """
                                {"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"abc"},\
                                {"key":"HeartbeatInterval","readonly":false,"value":"60"}],"unknownKey":[]}\
                                """))
                .isEqualTo(
                        """
                        {"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"***"},\
                        {"key":"HeartbeatInterval","readonly":false,"value":"60"}],"unknownKey":[]}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://station:s3cret@files.example/up, ftp://station:***@files.example/up",
        "https://files.example/up?at=12:30, https://files.example/up?at=12:30",
        "ftp://station@files.example/up, ftp://station@files.example/up",
        "https://cs/files/d/0123456789abcdef0123456789abcdef01234567/fw.bin, https://cs/files/d/***/fw.bin",
        "https://cs/files/u/0123456789abcdef0123456789abcdef01234567, https://cs/files/u/***",
        "https://files.example/files/d/2.0/fw.bin, https://files.example/files/d/2.0/fw.bin"
    })
    void theSecretInALocationIsMasked(String location, String stored) {
        assertThat(masked("{\"location\":\"" + location + "\"}"))
                .isEqualTo("{\"location\":\"" + stored + "\"}");
    }

    @Test
    void nothingStaysNothing() {
        assertThat(SecretMask.masked(null)).isNull();
    }

    private static String masked(String json) {
        return String.valueOf(SecretMask.masked(JsonMapper.shared().readTree(json)));
    }
}
