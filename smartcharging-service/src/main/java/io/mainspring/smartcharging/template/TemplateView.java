package io.mainspring.smartcharging.template;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A profile under a name.
 *
 * @param profile OCPP's ChargingProfile without chargingProfileId and transactionId
 */
record TemplateView(
        UUID templateId, String name, JsonNode profile, Instant changedAt, String changedBy) {}
