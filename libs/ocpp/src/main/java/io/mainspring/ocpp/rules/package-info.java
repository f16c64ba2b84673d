/**
 * What the specification's text asks of a message beyond its schema, where more than one service
 * has to ask it. Knows nothing of any charge point; the codec lets such messages pass.
 */
@NullMarked
package io.mainspring.ocpp.rules;

import org.jspecify.annotations.NullMarked;
