package io.mainspring.firmware.campaign;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.firmware.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A campaign as operators see it.
 *
 * @param wave of the last one that began, from 1
 * @param nextWaveAt when the next may begin; absent while a wave is under way
 * @param plan without the secrets of its location
 * @param counts charge points per state; states that nobody is in are absent
 * @param chargePoints in the order of their turns; only where a single campaign is read, and
 *     not more than the first 1000: there is a list of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignView(
        UUID campaignId,
        String name,
        String version,
        String state,
        int wave,
        @Nullable Instant nextWaveAt,
        Map<String, Integer> counts,
        JsonNode plan,
        String createdBy,
        Instant createdAt,
        Instant changedAt,
        @Nullable List<ChargePoint> chargePoints) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * How far a charge point is.
     *
     * @param jobId of its newest attempt
     * @param reason how it ended
     * @param position where the list goes on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChargePoint(
            String chargePointId,
            String state,
            int attempts,
            boolean signed,
            @Nullable UUID jobId,
            @Nullable String reason,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt,
            @JsonIgnore int position) {}

    /** Whether this is what was asked for, as far as it is shown. */
    boolean isPlanned(CampaignPlan asked) {
        var shown = Secrets.masked(JSON.writeValueAsString(asked));
        return JSON.treeToValue(plan, CampaignPlan.class)
                .equals(JSON.readValue(shown, CampaignPlan.class));
    }

    CampaignView with(List<ChargePoint> all) {
        return new CampaignView(
                campaignId,
                name,
                version,
                state,
                wave,
                nextWaveAt,
                counts,
                plan,
                createdBy,
                createdAt,
                changedAt,
                List.copyOf(all));
    }
}
