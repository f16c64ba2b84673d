package io.mainspring.smartcharging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all features share.
 *
 * @param nominalVoltage Volts from phase to neutral, by which A and W are converted
 */
@ConfigurationProperties("mainspring.smartcharging")
public record SmartChargingSettings(@DefaultValue("230") int nominalVoltage) {

    public SmartChargingSettings {
        if (nominalVoltage < 1) {
            throw new IllegalArgumentException("nominal-voltage must be positive");
        }
    }
}
