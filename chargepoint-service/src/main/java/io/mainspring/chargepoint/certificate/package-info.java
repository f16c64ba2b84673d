/**
 * The certificates of charge points: who signs them, what is asked of their requests, which were
 * issued and what became of each, which root certificates a charge point says it holds. TLS itself
 * is the gateway's; here nobody opens a socket.
 */
@NullMarked
package io.mainspring.chargepoint.certificate;

import org.jspecify.annotations.NullMarked;
