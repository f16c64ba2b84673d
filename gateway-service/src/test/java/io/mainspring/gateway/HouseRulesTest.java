package io.mainspring.gateway;

import io.mainspring.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void theArchitectureIsKept() {
        HouseRules.hold("io.mainspring.gateway");
    }
}
