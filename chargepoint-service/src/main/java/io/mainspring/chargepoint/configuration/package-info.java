/**
 * What is known of a charge point's configuration keys, and from when and where; asking for them
 * and changing them. Nothing is read or changed that nobody asked for.
 */
@NullMarked
package io.mainspring.chargepoint.configuration;

import org.jspecify.annotations.NullMarked;
