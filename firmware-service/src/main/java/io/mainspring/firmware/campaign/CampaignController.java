package io.mainspring.firmware.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.firmware.files.FirmwareImages;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns: planned here, carried out by {@link CampaignDriver}. */
@RestController
@RequestMapping("/api/v1/firmware/campaigns")
class CampaignController {

    private final CampaignViews views;
    private final FirmwareImages images;
    private final Fleet fleet;
    private final CommandGateway commands;
    private final EventFollowers followers;
    private final Clock clock;

    CampaignController(
            CampaignViews views,
            FirmwareImages images,
            Fleet fleet,
            CommandGateway commands,
            EventFollowers followers,
            Clock clock) {
        this.views = views;
        this.images = images;
        this.fleet = fleet;
        this.commands = commands;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Plans a campaign; it runs at once. Charge points that run the version are skipped. The same
     * Idempotency-Key again is the same campaign.
     */
    @PostMapping
    ResponseEntity<CampaignView> plan(@RequestBody CampaignBody body, CallOptions options) {
        var image = body.image();
        var stored =
                image == null
                        ? null
                        : images.find(image)
                                .orElseThrow(() ->
                                        new Problem(
                                                HttpStatus.NOT_FOUND,
                                                "Not found",
                                                "image " + image,
                                                "/image"));
        var plan = body.plan(stored);
        var targets = new ArrayList<String>();
        var skipped = new ArrayList<String>();
        for (var member : body.members(fleet)) {
            (plan.version().equals(member.firmwareVersion()) ? skipped : targets)
                    .add(member.chargePointId());
        }
        if (targets.isEmpty() && skipped.isEmpty()) {
            throw Problem.badRequest("/chargePoints", "no known charge point is like this");
        }
        var id = campaignId(options);
        commands.sendAndWait(
                new CampaignCommand.Begin(
                        id, plan, targets, skipped, options.requestedBy(), clock.instant()));
        followers.awaitCaughtUp();
        var planned = views.find(id);
        if (planned.isPresent() && !planned.get().isPlanned(plan)) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "Idempotency-Key used before",
                    "this key stands for another campaign, " + id,
                    "Idempotency-Key");
        }
        return ResponseEntity.created(URI.create("/api/v1/firmware/campaigns/" + id))
                .body(planned.orElse(null));
    }

    private static UUID campaignId(CallOptions options) {
        var key = options.idempotencyKey();
        return key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(
                        ("campaign\n" + options.requestedBy() + "\n" + key).getBytes(UTF_8));
    }

    @GetMapping
    Page<CampaignView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return views.list(Cursor.parse(cursor, 2), Cursor.limit(limit));
    }

    @GetMapping("/{campaignId}")
    CampaignView read(@PathVariable UUID campaignId) {
        return views.find(campaignId).orElseThrow(() -> Problem.notFound("campaign " + campaignId));
    }

    /** Its charge points in the order of their turns. */
    @GetMapping("/{campaignId}/charge-points")
    Page<CampaignView.ChargePoint> chargePoints(
            @PathVariable UUID campaignId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (state != null && !TargetState.isNamed(state)) {
            throw Problem.badRequest("?state", "is no state of a charge point");
        }
        if (views.find(campaignId).isEmpty()) {
            throw Problem.notFound("campaign " + campaignId);
        }
        return views.chargePoints(campaignId, state, Cursor.parse(cursor, 1), Cursor.limit(limit));
    }

    /** No further orders; what was ordered goes on. */
    @PostMapping("/{campaignId}/pause")
    CampaignView pause(@PathVariable UUID campaignId, CallOptions options) {
        return change(
                campaignId,
                id -> new CampaignCommand.Pause(id, options.requestedBy(), clock.instant()),
                "it does not run");
    }

    /** Goes on, paused or stopped; the failures so far no longer count. */
    @PostMapping("/{campaignId}/resume")
    CampaignView resume(@PathVariable UUID campaignId, CallOptions options) {
        return change(
                campaignId,
                id -> new CampaignCommand.Resume(id, options.requestedBy(), clock.instant()),
                "it is over");
    }

    /** Gives the failed another turn, and goes on. */
    @PostMapping("/{campaignId}/retry")
    CampaignView retry(@PathVariable UUID campaignId, CallOptions options) {
        return change(
                campaignId,
                id -> new CampaignCommand.Retry(id, options.requestedBy(), clock.instant()),
                "it is cancelled, or nobody has failed");
    }

    /**
     * Ends it for all that have not begun. Orders that wait for absent charge points lose their
     * download address.
     */
    @PostMapping("/{campaignId}/cancel")
    CampaignView cancel(@PathVariable UUID campaignId, CallOptions options) {
        return change(
                campaignId,
                id -> new CampaignCommand.Cancel(id, options.requestedBy(), clock.instant()),
                "it is finished");
    }

    private CampaignView change(
            UUID campaignId, Function<UUID, CampaignCommand> command, String otherwise) {
        read(campaignId);
        try {
            if (!commands.<Boolean>sendAndWait(command.apply(campaignId))) {
                throw Problem.conflict("not possible: " + otherwise);
            }
        } catch (ConcurrencyException e) {
            throw Problem.conflict("the campaign went on at the same moment; try again");
        }
        followers.awaitCaughtUp();
        return read(campaignId);
    }
}
