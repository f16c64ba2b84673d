/** Sharing as a property, the protocol in a simulated site, the feature on real engines. */
@NullMarked
package io.mainspring.smartcharging.site;

import org.jspecify.annotations.NullMarked;
