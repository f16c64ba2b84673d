package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;

/**
 * Central system -> charge point. OCPP 1.6 §5.3.
 *
 * <p>Sets one configuration key. Every value travels as a string, whatever the key's type.
 */
public interface ChangeConfiguration {

    record Request(@Length(50) String key, @Length(500) String value)
            implements OcppRequest<Response> {}

    /** {@code RebootRequired} means done, in effect after the next reboot. */
    record Response(ConfigurationStatus status) implements OcppResponse {}
}
