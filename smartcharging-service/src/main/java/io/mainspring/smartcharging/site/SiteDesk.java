package io.mainspring.smartcharging.site;

import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

/** Takes operators' wishes to the sites. */
@Component
class SiteDesk {

    private final SiteForms forms;
    private final SiteViews sites;
    private final KnownChargePoints chargePoints;
    private final Claims claims;
    private final PollTransaction transaction;
    private final CommandGateway commands;
    private final EventFollowers followers;

    SiteDesk(
            SiteForms forms,
            SiteViews sites,
            KnownChargePoints chargePoints,
            Claims claims,
            PollTransaction transaction,
            CommandGateway commands,
            EventFollowers followers) {
        this.forms = forms;
        this.sites = sites;
        this.chargePoints = chargePoints;
        this.claims = claims;
        this.transaction = transaction;
        this.commands = commands;
        this.followers = followers;
    }

    /** @throws Problem 404 if there is none */
    SiteView find(String siteId) {
        return sites.find(siteId).orElseThrow(SiteDesk::unknown);
    }

    SiteView create(SiteForms.NewSite form) {
        var name = forms.name(form.name());
        var limit = forms.limit(form.gridLimit(), "/gridLimit");
        var settings = forms.settings(form.settings());
        var members = forms.members(form.members());
        forms.checkTogether(limit, settings, members, "/settings/safeCurrent");
        var id = UUID.randomUUID().toString();
        return decided(
                id,
                () -> {
                    claims.take(id, members.stream().map(Member::chargePointId).toList());
                    return new SiteCommand.Create(id, name, limit, settings, members);
                });
    }

    SiteView change(String siteId, SiteForms.Change form) {
        var site = find(siteId);
        var settings = forms.settings(form.settings());
        forms.checkTogether(site.gridLimit(), settings, site.members(), "/settings/safeCurrent");
        var name = forms.name(form.name());
        return decided(site.siteId(), () -> new SiteCommand.Change(site.siteId(), name, settings));
    }

    SiteView setLimit(String siteId, SiteForms.Limit form) {
        var site = find(siteId);
        var limit = forms.limit(form, "");
        forms.checkTogether(limit, site.settings(), site.members(), "/limit");
        return decided(site.siteId(), () -> new SiteCommand.SetLimit(site.siteId(), limit));
    }

    SiteView join(String siteId, String chargePointId, SiteForms.Joining form) {
        var site = find(siteId);
        var named = form.chargePointId();
        if (named != null && !named.equalsIgnoreCase(chargePointId)) {
            throw Problem.badRequest("/chargePointId", "is another one than in the address");
        }
        var id = chargePoints.spellingOf(forms.chargePointId(chargePointId, "/chargePointId"));
        var before = site.members().stream().filter(m -> m.is(id)).findFirst();
        var terms = forms.terms(id, form, "", before.isEmpty());
        var members = new ArrayList<>(site.members().stream().filter(m -> !m.is(id)).toList());
        members.add(before.map(terms::of).orElseGet(() -> terms.member(id)));
        forms.checkTogether(site.gridLimit(), site.settings(), members, "/connectors");
        forms.checkNumber(members);
        return decided(
                site.siteId(),
                () -> {
                    claims.take(site.siteId(), List.of(id));
                    return new SiteCommand.Join(site.siteId(), id, terms);
                });
    }

    SiteView leave(String siteId, String chargePointId) {
        var site = find(siteId);
        if (site.members().stream().noneMatch(m -> m.is(chargePointId))) {
            throw Problem.notFound("This charge point is not in the site.");
        }
        return decided(
                site.siteId(),
                () -> {
                    claims.release(site.siteId(), List.of(chargePointId));
                    return new SiteCommand.Leave(site.siteId(), chargePointId);
                });
    }

    void delete(String siteId) {
        var site = find(siteId);
        decide(() -> {
            claims.releaseAll(site.siteId());
            return new SiteCommand.Delete(site.siteId());
        });
        followers.awaitCaughtUp();
    }

    private SiteView decided(String siteId, Supplier<SiteCommand> decision) {
        decide(decision);
        followers.awaitCaughtUp();
        return find(siteId);
    }

    /** What is claimed and what is decided are one commit. */
    private void decide(Supplier<SiteCommand> decision) {
        try {
            transaction.execute(() -> {
                var command = decision.get();
                commands.sendAndWait(command);
                return command;
            });
        } catch (AggregateNotFoundException e) {
            throw unknown();
        } catch (ConcurrencyException e) {
            throw Problem.conflict("Somebody else changed the site at the same moment.");
        }
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such site.");
    }
}
