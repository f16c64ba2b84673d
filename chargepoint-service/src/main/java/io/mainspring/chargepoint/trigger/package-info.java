/**
 * What came of TriggerMessage and ExtendedTriggerMessage: the message that a charge point was made to
 * send, linked to the request (OCPP 1.6 §5.17). Sends nothing and decides nothing about charge
 * points; reads the topics of requests only while a trigger is open (docs/adr/0018).
 */
@NullMarked
package io.mainspring.chargepoint.trigger;

import org.jspecify.annotations.NullMarked;
