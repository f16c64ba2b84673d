/** The published contract as a page for those who consume it. */
@NullMarked
package io.mainspring.contracts;

import org.jspecify.annotations.NullMarked;
