package io.mainspring.smartcharging.template;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.smartcharging.profile.ProfileCommands;
import io.mainspring.smartcharging.profile.ProfileRules;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Templates, and their installation on many charge points. */
@RestController
@RequestMapping("/api/v1/charging-profiles")
class TemplateController {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_CHARGE_POINTS = 10_000;

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
            @Nullable List<String> chargePointIds,
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

    /** Begins an installation; each charge point gets a profile id of its own. */
    @PostMapping("/templates/{templateId}/install")
    ResponseEntity<InstallationView> install(
            @PathVariable UUID templateId, @RequestBody Wish wish, CallOptions options) {
        var template = read(templateId);
        int connectorId = wish.connectorId() == null ? 0 : wish.connectorId();
        new ProfileRules("/profile")
                .checkShape(connectorId, templates.profile(template.profile(), 1));
        var targets = targets(wish);
        var installation =
                new Installations.Installation(
                        UUID.randomUUID(),
                        template,
                        connectorId,
                        options.whenOnline() == null ? settings.whenOnline() : options.whenOnline(),
                        options.requestedBy(),
                        clock.instant());
        transaction.executeWithoutResult(_ -> {
            installations.add(installation);
            for (var target : targets) {
                installations.addTarget(
                        installation.installationId(), target, profiles.nextProfileId(target));
            }
        });
        var id = installation.installationId();
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/charging-profiles/installations/" + id))
                .body(installation(id));
    }

    @GetMapping("/installations")
    List<InstallationView> installations() {
        return installations.newest();
    }

    @GetMapping("/installations/{installationId}")
    InstallationView installation(@PathVariable UUID installationId) {
        return installations
                .find(installationId)
                .orElseThrow(() -> Problem.notFound("installation " + installationId));
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
                    HttpStatus.CONFLICT,
                    "Conflict",
                    "another template has this name",
                    "/name",
                    e);
        }
        return read(id);
    }

    /** Each charge point once, however often and in whatever case it is named. */
    private List<String> targets(Wish wish) {
        var selection = wish.all();
        var ids = wish.chargePointIds();
        if ((selection == null) == (ids == null)) {
            throw Problem.badRequest("/chargePointIds", "either these or all is required");
        }
        var named =
                selection == null
                        ? ids
                        : chargePoints.matching(
                                selection.vendor(),
                                selection.model(),
                                selection.firmwareVersion());
        var distinct = new LinkedHashMap<String, String>();
        if (named != null) {
            for (var id : named) {
                var spelling = chargePoints.spellingOf(id);
                distinct.put(ChargePointKey.of(spelling), spelling);
            }
        }
        if (distinct.isEmpty() || distinct.size() > MOST_CHARGE_POINTS) {
            throw Problem.badRequest(
                    selection == null ? "/chargePointIds" : "/all",
                    "must be 1 to %d charge points, and is %d"
                            .formatted(MOST_CHARGE_POINTS, distinct.size()));
        }
        return List.copyOf(distinct.values());
    }
}
