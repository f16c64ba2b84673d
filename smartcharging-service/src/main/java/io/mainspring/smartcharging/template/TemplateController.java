package io.mainspring.smartcharging.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.smartcharging.profile.ProfileCommands;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Templates, and their installation on many charge points. */
@RestController
@RequestMapping("/api/v1/charging-profiles")
class TemplateController {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_CHARGE_POINTS = 100_000;

    private final Templates templates;
    private final Installations installations;
    private final ProfileCommands profiles;
    private final KnownChargePoints chargePoints;
    private final InstallationSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TemplateController(
            Templates templates,
            Installations installations,
            ProfileCommands profiles,
            KnownChargePoints chargePoints,
            InstallationSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.templates = templates;
        this.installations = installations;
        this.profiles = profiles;
        this.chargePoints = chargePoints;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A template as it is written.
     *
     * @param profile OCPP's ChargingProfile without chargingProfileId and transactionId
     */
    record Draft(@Nullable String name, @Nullable ObjectNode profile) {}

    /**
     * Where a template is to be installed.
     *
     * @param chargePointIds these
     * @param all all that described themselves so at their last boot; instead of {@code
     *     chargePointIds}
     * @param connectorId absent: 0
     */
    record Wish(
            @Nullable List<@Nullable String> chargePointIds,
            @Nullable Selection all,
            @Nullable Integer connectorId) {}

    /** What charge points say of themselves; absent: any. */
    record Selection(
            @Nullable String vendor, @Nullable String model, @Nullable String firmwareVersion) {}

    @PostMapping("/templates")
    ResponseEntity<TemplateView> create(@RequestBody Draft draft, CallOptions options) {
        var id = UUID.randomUUID();
        return ResponseEntity.created(URI.create("/api/v1/charging-profiles/templates/" + id))
                .body(put(id, draft, options));
    }

    @GetMapping("/templates")
    List<TemplateView> list() {
        return templates.all();
    }

    @GetMapping("/templates/{templateId}")
    TemplateView read(@PathVariable UUID templateId) {
        return templates
                .find(templateId)
                .orElseThrow(() -> Problem.notFound("template " + templateId));
    }

    @PutMapping("/templates/{templateId}")
    TemplateView replace(
            @PathVariable UUID templateId, @RequestBody Draft draft, CallOptions options) {
        read(templateId);
        return put(templateId, draft, options);
    }

    @DeleteMapping("/templates/{templateId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID templateId) {
        if (!templates.delete(templateId)) {
            throw Problem.notFound("template " + templateId);
        }
    }

    /**
     * Begins an installation; each charge point gets a profile id of its own. The same
     * Idempotency-Key is the same installation.
     *
     * @param force also where the charge point's own limits, as far as they are known, forbid it
     */
    @PostMapping("/templates/{templateId}/install")
    ResponseEntity<InstallationView> install(
            @PathVariable UUID templateId,
            @RequestBody Wish wish,
            @RequestParam(defaultValue = "false") boolean force,
            CallOptions options) {
        var template = read(templateId);
        int connectorId = wish.connectorId() == null ? 0 : wish.connectorId();
        templates.checkPlace(template, connectorId);
        var targets = targets(wish);
        var installation =
                new Installations.Installation(
                        idFor(templateId, options),
                        template,
                        connectorId,
                        force,
                        options.whenOnline() == null ? settings.whenOnline() : options.whenOnline(),
                        options.requestedBy(),
                        clock.instant());
        var id = installation.installationId();
        transaction.executeWithoutResult(_ -> {
            if (installations.add(installation)) {
                installations.addTargets(id, targets, profiles.nextProfileIds(targets));
            }
        });
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/charging-profiles/installations/" + id))
                .body(installation(id));
    }

    private static UUID idFor(UUID templateId, CallOptions options) {
        var key = options.idempotencyKey();
        return key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(
                        String.join("\n", templateId.toString(), options.requestedBy(), key)
                                .getBytes(UTF_8));
    }

    @GetMapping("/installations")
    Page<InstallationView> installations(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return installations.list(Cursor.parse(cursor, 2), Cursor.limit(limit));
    }

    @GetMapping("/installations/{installationId}")
    InstallationView installation(@PathVariable UUID installationId) {
        return installations
                .find(installationId)
                .orElseThrow(() -> Problem.notFound("installation " + installationId));
    }

    /** The charge points of an installation, in the order of their ids. */
    @GetMapping("/installations/{installationId}/charge-points")
    Page<InstallationView.Target> targets(
            @PathVariable UUID installationId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        installation(installationId);
        return installations.targets(
                installationId, state, Cursor.parse(cursor, 1), Cursor.limit(limit));
    }

    /** Asks nobody any more; who has been asked is waited for. */
    @PostMapping("/installations/{installationId}/cancel")
    InstallationView cancel(@PathVariable UUID installationId) {
        installations.cancel(installationId, clock.instant());
        return installation(installationId);
    }

    private TemplateView put(UUID id, Draft draft, CallOptions options) {
        var name = draft.name();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.badRequest("/name", "is required, at most 100 characters");
        }
        var profile = draft.profile();
        if (profile == null) {
            throw Problem.badRequest("/profile", "is required");
        }
        try {
            templates.put(id, name, profile, options.requestedBy());
        } catch (DuplicateKeyException e) {
            throw new Problem(
                    HttpStatus.CONFLICT, "Conflict", "another template has this name", "/name", e);
        }
        return read(id);
    }

    /** Each charge point once, however often and in whatever case it is named. */
    private List<String> targets(Wish wish) {
        var selection = wish.all();
        var ids = wish.chargePointIds();
        if (selection != null && ids == null) {
            return checked(
                    "/all",
                    chargePoints.matching(
                            selection.vendor(), selection.model(), selection.firmwareVersion()));
        }
        if (selection != null || ids == null) {
            throw Problem.badRequest("/chargePointIds", "either these or all is required");
        }
        var named = new ArrayList<String>(ids.size());
        for (var id : ids) {
            if (id == null || id.isBlank()) {
                throw Problem.badRequest(
                        "/chargePointIds/" + named.size(), "must name a charge point");
            }
            named.add(id);
        }
        return chargePoints.spellingsOf(checked("/chargePointIds", named));
    }

    private static List<String> checked(String pointer, List<String> chargePointIds) {
        if (chargePointIds.isEmpty() || chargePointIds.size() > MOST_CHARGE_POINTS) {
            throw Problem.badRequest(
                    pointer,
                    "must be 1 to %d charge points, and is %d"
                            .formatted(MOST_CHARGE_POINTS, chargePointIds.size()));
        }
        return chargePointIds;
    }
}
