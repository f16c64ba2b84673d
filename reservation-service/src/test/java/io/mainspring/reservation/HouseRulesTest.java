package io.mainspring.reservation;

import io.mainspring.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void hold() {
        HouseRules.hold("io.mainspring.reservation");
    }
}
