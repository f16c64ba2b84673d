/**
 * OCPP 1.6 and its security whitepaper as a catalogue: actions, who sends them, and the marks that
 * tell the codec what the records' types cannot (length, decimals, fallbacks). Payloads are in
 * {@code action}, their data types in {@code type}. Decides nothing about charging.
 */
@NullMarked
package io.mainspring.ocpp.v16;

import org.jspecify.annotations.NullMarked;
