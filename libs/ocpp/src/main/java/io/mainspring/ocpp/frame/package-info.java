/**
 * The three frames of OCPP-J: told apart, read and written without looking into their payloads.
 * Knows no action and keeps no state: who waits for which id is not decided here.
 */
@NullMarked
package io.mainspring.ocpp.frame;

import org.jspecify.annotations.NullMarked;
