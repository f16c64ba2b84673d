package io.mainspring.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.testkit.BiView;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AuthServiceTest
class BiViewsTest {

    @ParameterizedTest
    @ValueSource(strings = {"local_list"})
    void biReadsTheViewOfWhichEveryColumnIsExplained(String name) throws SQLException {
        var view = new BiView(name);

        assertThat(view.rows("true")).isNotNull();
        assertThat(view.unexplained()).isEmpty();
    }
}
