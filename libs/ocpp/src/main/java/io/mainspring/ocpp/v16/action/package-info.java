/**
 * One file per action, named as on the wire, with its request and its response. A component typed
 * {@code @Nullable} is optional, every other is required; nothing else is checked by the records
 * themselves: lengths and forms are the codec's, meaning is the services'.
 */
@NullMarked
package io.mainspring.ocpp.v16.action;

import org.jspecify.annotations.NullMarked;
