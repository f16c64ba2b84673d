package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.site.MeasuredCurrents.Heard;
import io.mainspring.smartcharging.site.MeasuredCurrents.Place;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the ledgers and the meters say. */
@Component
class AllocationViews {

    private final Ledgers ledgers;
    private final MeasuredCurrents currents;
    private final Equipments equipments;
    private final Clock clock;

    AllocationViews(
            Ledgers ledgers, MeasuredCurrents currents, Equipments equipments, Clock clock) {
        this.ledgers = ledgers;
        this.currents = currents;
        this.equipments = equipments;
        this.clock = clock;
    }

    AllocationView of(SiteView site) {
        var now = clock.instant();
        var known = ledgers.read(site.siteId());
        var keys = site.members().stream().map(m -> ChargePointKey.of(m.chargePointId())).toList();
        var measured = currents.of(keys);
        var equipment = equipments.of(keys);
        var members = new ArrayList<Member>();
        for (var member : site.members()) {
            var ledger = known.get(ChargePointKey.of(member.chargePointId()));
            members.add(
                    ledger == null
                            ? member
                            : member.having(ledger.connectors().size(), member.rateUnit()));
        }
        long safe = site.settings().safeTenths(site.gridLimit(), members, now);
        var shared = new ArrayList<AllocationView.Shared>();
        var secured = new ArrayList<AllocationView.Secured>();
        long reserved = 0;
        long allowed = 0;
        for (var member : members) {
            var key = ChargePointKey.of(member.chargePointId());
            var ledger = known.getOrDefault(key, MemberLedger.unknown(member));
            secured.add(
                    new AllocationView.Secured(
                            member.chargePointId(),
                            ledger.online(),
                            ledger.isSecured(safe),
                            status(ledger.pending() != null, ledger.lastVerdict()),
                            hints(member, ledger, equipment.getOrDefault(key, Equipment.UNKNOWN))));
            for (var connector : ledger.connectors()) {
                long worst = ledger.worst(member, connector, now, site.settings().tolerance());
                reserved += worst;
                var charging = connector.charging();
                if (charging != null) {
                    allowed += worst;
                    shared.add(
                            shared(
                                    member,
                                    connector,
                                    charging,
                                    ledger.share(member, connector, now),
                                    measured.get(new Place(key, connector.connectorId()))));
                }
            }
        }
        return view(site, now, safe, allowed, reserved, shared, secured);
    }

    /** Why a charge point may be hard to regulate. */
    private static List<String> hints(Member member, MemberLedger ledger, Equipment equipment) {
        var hints = new ArrayList<String>();
        var installed = equipment.maxInstalled();
        int needed = 1 + ledger.connectors().size();
        if (installed != null && installed < needed) {
            hints.add("takes %d charging profiles, the site needs %d".formatted(installed, needed));
        }
        var unit = equipment.onlyUnit();
        if (unit != null && unit != member.rateUnit()) {
            hints.add("takes limits in %s only, so it gets them in that".formatted(unit));
        }
        if (equipment.maxStackLevel() == null) {
            hints.add(
                    "its ChargeProfileMaxStackLevel is not known: profiles at a level above 0 could prevail");
        }
        if (!ledger.foreign().isEmpty()) {
            hints.add("may be obeying a charging profile of somebody else");
        }
        return hints;
    }

    private static AllocationView view(
            SiteView site,
            Instant now,
            long safe,
            long allowed,
            long reserved,
            List<AllocationView.Shared> shared,
            List<AllocationView.Secured> secured) {
        return new AllocationView(
                site.siteId(),
                now,
                Amperes.of(site.gridLimit().at(now)),
                Amperes.of(safe),
                Amperes.of(allowed),
                Amperes.of(reserved),
                shared.stream()
                        .map(AllocationView.Shared::measured)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                shared,
                secured);
    }

    private static AllocationView.Shared shared(
            Member member,
            ConnectorLedger connector,
            ConnectorLedger.Charging charging,
            long share,
            @Nullable Heard measurement) {
        var allowance = connector.settled();
        return new AllocationView.Shared(
                member.chargePointId(),
                connector.connectorId(),
                charging.transactionId(),
                Amperes.of(share),
                allowance == null || allowance.steps().size() == 1 ? null : allowance.end(),
                measurement == null ? null : measurement.current(),
                measurement == null ? null : measurement.measuredAt(),
                connector.sentAt(),
                status(connector.pending() != null, connector.lastVerdict()));
    }

    private static AllocationView.@Nullable Status status(
            boolean isPending, @Nullable Verdict last) {
        if (isPending) {
            return AllocationView.Status.PENDING;
        }
        return switch (last) {
            case ACCEPTED -> AllocationView.Status.ACCEPTED;
            case REFUSED -> AllocationView.Status.REFUSED;
            case NOT_SENT -> AllocationView.Status.NOT_SENT;
            case IN_DOUBT -> AllocationView.Status.IN_DOUBT;
            case FAILED -> AllocationView.Status.FAILED;
            case null -> null;
        };
    }
}
