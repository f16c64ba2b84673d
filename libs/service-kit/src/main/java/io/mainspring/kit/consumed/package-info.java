/**
 * What a service has already taken from Kafka, kept in the same commit as what it made of it.
 */
@NullMarked
package io.mainspring.kit.consumed;

import org.jspecify.annotations.NullMarked;
