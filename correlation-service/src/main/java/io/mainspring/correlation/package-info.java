/**
 * Calls to charge points: which connection may be sent to, one call in flight per charge point, who
 * waits for which answer, time-outs; and the ledger of all commands and connections. Interprets no
 * payload: what an outcome means is the business of the service that asked. Other services reach it
 * through {@code ocpp.calls} and {@code ocpp.outcomes.*}, operators through its REST API.
 */
@NullMarked
package io.mainspring.correlation;

import org.jspecify.annotations.NullMarked;
