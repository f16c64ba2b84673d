package io.mainspring.chargepoint.trigger;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets {@link TriggeredMessages} look once a second. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TriggerConfiguration {}
