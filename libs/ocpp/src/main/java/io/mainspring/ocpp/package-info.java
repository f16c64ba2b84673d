/** The protocol: messages, frames, codec. Knows no socket, no broker, no domain. */
@NullMarked
package io.mainspring.ocpp;

import org.jspecify.annotations.NullMarked;
