/** The service as a whole: its house rules and what its tests share. */
@NullMarked
package io.mainspring.smartcharging;

import org.jspecify.annotations.NullMarked;
