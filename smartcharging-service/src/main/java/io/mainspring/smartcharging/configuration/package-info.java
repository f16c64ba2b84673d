/**
 * What is known of charge points that matters for charging profiles: how they are spelled, what
 * they are, and the limits they put on profiles. A projection of what chargepoint-service
 * publishes; never asks a charge point for its configuration.
 */
@NullMarked
package io.mainspring.smartcharging.configuration;

import org.jspecify.annotations.NullMarked;
