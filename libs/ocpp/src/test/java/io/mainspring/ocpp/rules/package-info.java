/** The rules beyond the schemas, each with what keeps and what breaks it. */
@NullMarked
package io.mainspring.ocpp.rules;

import org.jspecify.annotations.NullMarked;
