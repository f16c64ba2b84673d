package io.mainspring.chargepoint;

import io.mainspring.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    @Test
    void theHouseRulesHold() {
        HouseRules.hold("io.mainspring.chargepoint");
    }
}
