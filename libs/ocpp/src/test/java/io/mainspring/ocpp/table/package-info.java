/**
 * The protocol once more, as a table of fields taken from the specification's schemas, and a
 * validator that knows nothing but that table. The oracle of this module's tests, and of others
 * that check frames; shares no code with the codec.
 */
@NullMarked
package io.mainspring.ocpp.table;

import org.jspecify.annotations.NullMarked;
