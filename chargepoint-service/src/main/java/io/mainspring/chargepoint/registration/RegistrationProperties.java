package io.mainspring.chargepoint.registration;

import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How charge points become known and what boots are answered.
 *
 * @param unknownChargePoints what the first BootNotification of one that nobody registered gets;
 *     the same setting as the gateway's
 * @param heartbeatInterval given to the accepted; whole seconds, at least one
 * @param retryInterval given to the pending and rejected; whole seconds, at least one, because 0
 *     would leave the choice to them
 * @param defaultSecurityProfile of one that is registered without saying, 0 to 3
 */
@ConfigurationProperties("mainspring.chargepoint")
record RegistrationProperties(
        @DefaultValue("reject") Unknown unknownChargePoints,
        @DefaultValue("300s") Duration heartbeatInterval,
        @DefaultValue("60s") Duration retryInterval,
        @DefaultValue("1") int defaultSecurityProfile) {

    enum Unknown {
        REJECT,
        PENDING,
        ACCEPT
    }

    RegistrationProperties {
        positive("heartbeat-interval", heartbeatInterval);
        positive("retry-interval", retryInterval);
        if (defaultSecurityProfile < 0 || defaultSecurityProfile > 3) {
            throw new IllegalArgumentException(
                    "mainspring.chargepoint.default-security-profile must be 0 to 3");
        }
    }

    /** The interval of a BootNotification's answer (§4.2). */
    int intervalSeconds(RegistrationStatus status) {
        return Math.toIntExact(
                switch (status) {
                    case ACCEPTED -> heartbeatInterval.toSeconds();
                    case PENDING, REJECTED -> retryInterval.toSeconds();
                });
    }

    private static void positive(String name, Duration interval) {
        if (interval.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "mainspring.chargepoint." + name + " must be at least one second");
        }
    }
}
