/**
 * Remote starts and stops: what operators ask of charge points, what the charge points answer, and
 * which transaction came of it. Accepted only means that a charge point will try; the transaction
 * is real when its start or stop arrives (OCPP 1.6 §5.11, §5.12).
 */
@NullMarked
package io.mainspring.transaction.remotecontrol;

import org.jspecify.annotations.NullMarked;
