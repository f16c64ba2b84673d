package io.mainspring.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.testkit.BiView;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ChargepointServiceTest
class BiViewsTest {

    @ParameterizedTest
    @ValueSource(strings = {"charge_point", "connector_status", "security_event"})
    void biReadsTheViewOfWhichEveryColumnIsExplained(String name) throws SQLException {
        var view = new BiView(name);

        assertThat(view.rows("true")).isNotNull();
        assertThat(view.unexplained()).isEmpty();
    }
}
