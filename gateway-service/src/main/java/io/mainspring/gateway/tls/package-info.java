/**
 * What TLS needs: the gateway's own certificates, the trust in those of charge points, and their
 * exchange without a restart. Says whether a certificate is valid; whether it is the right one for a
 * charge point is decided by the handshake.
 */
@NullMarked
package io.mainspring.gateway.tls;

import org.jspecify.annotations.NullMarked;
