/**
 * The port that charge points dial: a reactor-netty server of its own, apart from the management
 * port. Turns HTTP into questions to the handshake and verdicts into responses, limits how many may
 * come, and lets them go at the end.
 */
@NullMarked
package io.mainspring.gateway.listener;

import org.jspecify.annotations.NullMarked;
