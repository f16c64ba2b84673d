package io.mainspring.smartcharging;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.testkit.BiView;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SmartchargingServiceTest
class BiViewsTest {

    @ParameterizedTest
    @ValueSource(strings = {"charging_profile", "site"})
    void biReadsTheViewOfWhichEveryColumnIsExplained(String name) throws SQLException {
        var view = new BiView(name);

        assertThat(view.rows("true")).isNotNull();
        assertThat(view.unexplained()).isEmpty();
    }
}
