/** Templates and installations, on a real broker and database. */
@NullMarked
package io.mainspring.smartcharging.template;

import org.jspecify.annotations.NullMarked;
