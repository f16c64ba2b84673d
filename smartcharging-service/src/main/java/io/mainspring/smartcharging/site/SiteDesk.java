package io.mainspring.smartcharging.site;

import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes operators' wishes to the sites. */
@Component
class SiteDesk {

    private final SiteForms forms;
    private final SiteViews sites;
    private final KnownChargePoints chargePoints;
    private final CommandGateway commands;
    private final EventFollowers followers;

    SiteDesk(
            SiteForms forms,
            SiteViews sites,
            KnownChargePoints chargePoints,
            CommandGateway commands,
            EventFollowers followers) {
        this.forms = forms;
        this.sites = sites;
        this.chargePoints = chargePoints;
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
        var members = forms.members(form.members()).stream().map(this::spelt).toList();
        forms.checkTogether(limit, settings, members);
        var id = UUID.randomUUID().toString();
        claim(id, members);
        return sent(id, new SiteCommand.Create(id, name, limit, settings, members));
    }

    SiteView change(String siteId, SiteForms.Change form) {
        var site = find(siteId);
        var settings = forms.settings(form.settings());
        forms.checkTogether(site.gridLimit(), settings, site.members());
        return sent(
                site.siteId(),
                new SiteCommand.Change(site.siteId(), forms.name(form.name()), settings));
    }

    SiteView setLimit(String siteId, SiteForms.Limit form) {
        var site = find(siteId);
        var limit = forms.limit(form, "");
        forms.checkTogether(limit, site.settings(), site.members());
        return sent(site.siteId(), new SiteCommand.SetLimit(site.siteId(), limit));
    }

    SiteView join(String siteId, String chargePointId, SiteForms.Joining form) {
        var site = find(siteId);
        var named = form.chargePointId();
        if (named != null && !named.equalsIgnoreCase(chargePointId)) {
            throw Problem.badRequest("/chargePointId", "is another one than in the address");
        }
        var member = spelt(forms.member(chargePointId, form, ""));
        var members = new ArrayList<>(site.members());
        int index = indexOf(members, chargePointId);
        if (index < 0) {
            members.add(member);
        } else {
            members.set(index, member);
        }
        forms.checkTogether(site.gridLimit(), site.settings(), members);
        claim(site.siteId(), List.of(member));
        return sent(site.siteId(), new SiteCommand.SetMembers(site.siteId(), members));
    }

    SiteView leave(String siteId, String chargePointId) {
        var site = find(siteId);
        var members = new ArrayList<>(site.members());
        int index = indexOf(members, chargePointId);
        if (index < 0) {
            throw Problem.notFound("This charge point is not in the site.");
        }
        members.remove(index);
        return sent(site.siteId(), new SiteCommand.SetMembers(site.siteId(), members));
    }

    void delete(String siteId) {
        var site = find(siteId);
        decide(() -> commands.sendAndWait(new SiteCommand.Delete(site.siteId())));
        followers.awaitCaughtUp();
    }

    private SiteView sent(String siteId, SiteCommand command) {
        decide(() -> commands.sendAndWait(command));
        followers.awaitCaughtUp();
        return find(siteId);
    }

    private static void decide(Supplier<@Nullable Object> command) {
        try {
            command.get();
        } catch (AggregateNotFoundException e) {
            throw unknown();
        } catch (ConcurrencyException e) {
            throw Problem.conflict("Somebody else changed the site at the same moment.");
        }
    }

    /** A charge point obeys one site. */
    private void claim(String siteId, List<Member> members) {
        var taken = sites.sitesOf(members.stream().map(Member::chargePointId).toList());
        taken.forEach((key, other) -> {
            if (!Objects.equals(other, siteId)) {
                throw Problem.conflict(
                        "The charge point " + key + " is in the site " + other + ".");
            }
        });
    }

    private Member spelt(Member member) {
        return new Member(
                chargePoints.spellingOf(member.chargePointId()),
                member.connectors(),
                member.maxCurrent(),
                member.priority(),
                member.rateUnit());
    }

    private static int indexOf(List<Member> members, String chargePointId) {
        var key = ChargePointKey.of(chargePointId);
        for (int i = 0; i < members.size(); i++) {
            if (ChargePointKey.of(members.get(i).chargePointId()).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such site.");
    }
}
