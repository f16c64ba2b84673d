package io.mainspring.firmware.job;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs, newest first, and single ones with their history. */
@RestController
@RequestMapping("/api/v1")
class JobController {

    private final JobViews views;

    JobController(JobViews views) {
        this.views = views;
    }

    @GetMapping("/firmware/jobs")
    Page<JobView> updates(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable UUID commandId,
            @RequestParam(required = false) @Nullable UUID campaignId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(
                new JobViews.Filter(JobLine.FIRMWARE, chargePointId, state, commandId, campaignId),
                limit,
                cursor);
    }

    @GetMapping("/firmware/jobs/{jobId}")
    JobView update(@PathVariable UUID jobId) {
        return find(JobLine.FIRMWARE, jobId);
    }

    @GetMapping("/diagnostics")
    Page<JobView> diagnostics(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable UUID commandId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(
                new JobViews.Filter(JobLine.DIAGNOSTICS, chargePointId, state, commandId, null),
                limit,
                cursor);
    }

    @GetMapping("/diagnostics/{jobId}")
    JobView diagnostics(@PathVariable UUID jobId) {
        return find(JobLine.DIAGNOSTICS, jobId);
    }

    @GetMapping("/logs")
    Page<JobView> logs(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable UUID commandId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(
                new JobViews.Filter(JobLine.LOG, chargePointId, state, commandId, null),
                limit,
                cursor);
    }

    @GetMapping("/logs/{jobId}")
    JobView log(@PathVariable UUID jobId) {
        return find(JobLine.LOG, jobId);
    }

    private Page<JobView> list(
            JobViews.Filter filter, @Nullable Integer limit, @Nullable String cursor) {
        var state = filter.state();
        if (state != null && !state.equals("Open") && !JobResult.isNamed(state)) {
            throw Problem.badRequest("?state", "must be Open or how a job can end");
        }
        return views.list(filter, Cursor.parse(cursor, 2), Cursor.limit(limit));
    }

    private JobView find(JobLine line, UUID jobId) {
        return views.find(line, jobId)
                .orElseThrow(() -> Problem.notFound("%s job %s".formatted(line.wireName(), jobId)));
    }
}
