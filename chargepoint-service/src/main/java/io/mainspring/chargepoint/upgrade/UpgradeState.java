package io.mainspring.chargepoint.upgrade;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the events of one upgrade add up to: the aggregate's memory, the projection's row and what
 * operators see.
 *
 * <p>Not thread-safe.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class UpgradeState {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .changeDefaultPropertyInclusion(
                            i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    String chargePointId = "";
    int number;
    int from;
    int to;
    Progress state = Progress.COMPLETED;
    String requestedBy = "";
    Instant startedAt = Instant.EPOCH;
    Instant deadline = Instant.EPOCH;
    @Nullable Instant endedAt;

    /** Why it was rolled back. */
    @Nullable String reason;

    List<StepState> steps = new ArrayList<>();

    /** How far it is. */
    enum Progress {
        @JsonProperty("Running")
        RUNNING,
        /** A step has failed; the door is not closed yet. */
        @JsonProperty("RollingBack")
        ROLLING_BACK,
        @JsonProperty("RolledBack")
        ROLLED_BACK,
        @JsonProperty("Completed")
        COMPLETED
    }

    /** How far a step is. */
    enum StepProgress {
        @JsonProperty("Waiting")
        WAITING,
        @JsonProperty("UnderWay")
        UNDER_WAY,
        @JsonProperty("Done")
        DONE,
        @JsonProperty("Failed")
        FAILED
    }

    /** A step as operators see it. */
    record StepState(
            Step step,
            StepProgress state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String detail) {}

    void on(SecurityProfileUpgradeEvent event) {
        switch (event) {
            case SecurityProfileUpgradeEvent.Started e -> begin(e);
            case SecurityProfileUpgradeEvent.StepStarted e ->
                    replace(new StepState(e.step(), StepProgress.UNDER_WAY, e.at(), null, null));
            case SecurityProfileUpgradeEvent.StepDone e ->
                    replace(
                            new StepState(
                                    e.step(), StepProgress.DONE, startOf(e.step()), e.at(), null));
            case SecurityProfileUpgradeEvent.StepFailed e -> {
                replace(
                        new StepState(
                                e.step(), StepProgress.FAILED, startOf(e.step()), e.at(), e.why()));
                state = Progress.ROLLING_BACK;
                reason = e.why();
            }
            case SecurityProfileUpgradeEvent.RolledBack e -> {
                state = Progress.ROLLED_BACK;
                endedAt = e.at();
            }
            case SecurityProfileUpgradeEvent.Completed e -> {
                state = Progress.COMPLETED;
                endedAt = e.at();
                reason = null;
            }
        }
    }

    /** The step whose turn it is; null: all are done. */
    @Nullable StepState current() {
        return steps.stream()
                .filter(step -> step.state() != StepProgress.DONE)
                .findFirst()
                .orElse(null);
    }

    boolean isUnderWay() {
        return state == Progress.RUNNING || state == Progress.ROLLING_BACK;
    }

    private void begin(SecurityProfileUpgradeEvent.Started e) {
        chargePointId = e.chargePointId();
        number = e.number();
        from = e.from();
        to = e.to();
        state = Progress.RUNNING;
        requestedBy = e.by();
        startedAt = e.at();
        deadline = e.deadline();
        endedAt = null;
        reason = null;
        steps = new ArrayList<>();
        for (var step : e.plan()) {
            steps.add(new StepState(step, StepProgress.WAITING, null, null, null));
        }
    }

    private void replace(StepState changed) {
        steps.replaceAll(step -> step.step() == changed.step() ? changed : step);
    }

    private @Nullable Instant startOf(Step wanted) {
        for (var step : steps) {
            if (step.step() == wanted) {
                return step.startedAt();
            }
        }
        return null;
    }

    String write() {
        return JSON.writeValueAsString(this);
    }

    static UpgradeState read(String json) {
        return JSON.readValue(json, UpgradeState.class);
    }
}
