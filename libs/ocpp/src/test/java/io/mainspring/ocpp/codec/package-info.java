/** Tests of the codec against the field table, and of each rule of tolerant reading. */
@NullMarked
package io.mainspring.ocpp.codec;

import org.jspecify.annotations.NullMarked;
