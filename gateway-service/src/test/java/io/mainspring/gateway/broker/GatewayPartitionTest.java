package io.mainspring.gateway.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayPartitionTest {

    @ParameterizedTest
    @CsvSource({"gateway-service-0, 0", "gateway-service-31, 31", "gateway-service-33, 1"})
    void anOrdinalIsThePartition(String gateway, int partition) {
        assertThat(new GatewayPartition(gateway).fix(32)).isEqualTo(partition);
    }

    @ParameterizedTest
    @CsvSource({"gateway-7d9f8b6c5-x2x4z", "polygenelubricants", "laptop"})
    void anyOtherNameHasAPartitionThatStaysTheSame(String gateway) {
        assertThat(new GatewayPartition(gateway).fix(32))
                .isBetween(0, 31)
                .isEqualTo(new GatewayPartition(gateway).fix(32));
    }

    @Test
    void beforeTheTopicIsKnownThereIsNoPartition() {
        assertThatIllegalStateException().isThrownBy(new GatewayPartition("gateway-0")::getAsInt);
    }
}
