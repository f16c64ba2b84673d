package io.mainspring.kit.polls;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class OutagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "53300", "57P01", "58030"})
    void whatTheServerCallsATroubleOfItsOwnPasses(String sqlState) {
        assertThat(Outages.isOutage(new IllegalStateException(sql(sqlState)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "54000"})
    void whatTheServerBlamesOnTheRecordIsTheRecords(String sqlState) {
        assertThat(Outages.isOutage(sql(sqlState))).isFalse();
        assertThat(
                        Outages.isOutage(
                                new DataAccessResourceFailureException(
                                        "as Spring calls it", sql(sqlState))))
                .isFalse();
    }

    @Test
    void anEngineThatIsAwayPasses() {
        assertThat(Outages.isOutage(new CannotGetJdbcConnectionException("no connection")))
                .isTrue();
        assertThat(Outages.isOutage(new CannotCreateTransactionException("no connection")))
                .isTrue();
        assertThat(Outages.isOutage(new IllegalStateException(new TimeoutException()))).isTrue();
    }

    @Test
    void anythingElseIsTheRecords() {
        assertThat(Outages.isOutage(new IllegalArgumentException("bad"))).isFalse();
    }

    private static SQLException sql(String state) {
        return new SQLException("as the server says", state);
    }
}
