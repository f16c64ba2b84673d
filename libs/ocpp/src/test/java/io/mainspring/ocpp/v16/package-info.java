/** Tests of the catalogue against the field table and the documentation. */
@NullMarked
package io.mainspring.ocpp.v16;

import org.jspecify.annotations.NullMarked;
