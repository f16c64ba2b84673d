/**
 * The data types of the payloads: structures as records, enumerations as enums that know their
 * spelling on the wire. Used by {@code action}; services may use them in their own vocabularies
 * where the specification's meaning is theirs.
 */
@NullMarked
package io.mainspring.ocpp.v16.type;

import org.jspecify.annotations.NullMarked;
