/**
 * Payload bytes to records and back. The only place where a failure becomes an OCPP error code, a
 * JSON Pointer and a reason, and the only place that knows how charge points deviate. Knows no
 * frames and no sockets; called by the gateway, the services and the REST interface alike.
 */
@NullMarked
package io.mainspring.ocpp.codec;

import org.jspecify.annotations.NullMarked;
