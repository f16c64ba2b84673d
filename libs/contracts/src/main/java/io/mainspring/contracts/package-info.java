/**
 * What the services say to each other over Kafka: topics, headers, the envelopes of internal
 * records, and (in one package per owner) the published events. Knows no service; decides nothing.
 *
 * <p>The Kafka record is the envelope: key and headers route, the value is the payload's JSON.
 */
@NullMarked
package io.mainspring.contracts;

import org.jspecify.annotations.NullMarked;
