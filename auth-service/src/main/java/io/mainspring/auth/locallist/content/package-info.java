/**
 * The arithmetic of local authorization lists (OCPP 1.6 §3.5.2, §5.15): entries, what a list
 * contains, how one becomes another in messages of bounded length.
 *
 * <p>Pure: no clock, no I/O, no framework. It does not know charge points, versions' history or who
 * asked; {@code locallist} does.
 */
@NullMarked
package io.mainspring.auth.locallist.content;

import org.jspecify.annotations.NullMarked;
