/** The form of what is stored and published. */
@NullMarked
package io.mainspring.smartcharging.publication;

import org.jspecify.annotations.NullMarked;
