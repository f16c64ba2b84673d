package io.mainspring.simulator.chargepoint;

import io.mainspring.simulator.wire.ClientTls;
import java.net.URI;

/**
 * How a charge point reaches the central system with security profiles 2 and 3.
 *
 * @param endpoint the central system's {@code wss} address, without the identity
 * @param client whom it trusts; and its certificate, without which there is no profile 3
 */
public record TlsSetup(URI endpoint, ClientTls client) {}
