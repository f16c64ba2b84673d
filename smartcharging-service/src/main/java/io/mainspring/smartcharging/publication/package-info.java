/**
 * What the world learns of charging profiles and sites: stored events become published ones here,
 * and only here.
 */
@NullMarked
package io.mainspring.smartcharging.publication;

import org.jspecify.annotations.NullMarked;
