package io.mainspring.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void withoutAnyVariableItIsSafeAndOnLoopback() {
        assertThat(Settings.from(Map.of()))
                .isEqualTo(
                        new Settings(
                                Path.of("data"),
                                "127.0.0.1",
                                8080,
                                9000,
                                9443,
                                "localhost",
                                19092,
                                15432,
                                null,
                                "accept",
                                1,
                                2121));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536", "80 80"})
    void aPortThatIsNoneIsRefusedByItsName(String port) {
        assertThatThrownBy(() -> Settings.from(Map.of("MAINSPRING_HTTP_PORT", port)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MAINSPRING_HTTP_PORT")
                .hasMessageContaining(port);
    }

    @Test
    void anUnknownPolicyIsRefusedByItsName() {
        assertThatThrownBy(() -> Settings.from(Map.of("MAINSPRING_UNKNOWN_CHARGE_POINTS", "maybe")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MAINSPRING_UNKNOWN_CHARGE_POINTS");
    }
}
