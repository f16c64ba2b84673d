package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.site.MeasuredCurrents.Measurement;
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
    private final Clock clock;

    AllocationViews(Ledgers ledgers, MeasuredCurrents currents, Clock clock) {
        this.ledgers = ledgers;
        this.currents = currents;
        this.clock = clock;
    }

    AllocationView of(SiteView site) {
        var now = clock.instant();
        var known = ledgers.read(site.siteId());
        var measured = currents.of(site.siteId());
        long safe = site.settings().safeTenths(site.gridLimit(), site.members(), now);
        var shared = new ArrayList<AllocationView.Shared>();
        var secured = new ArrayList<AllocationView.Secured>();
        long reserved = 0;
        for (var member : site.members()) {
            var key = ChargePointKey.of(member.chargePointId());
            var ledger = known.getOrDefault(key, MemberLedger.unknown(member));
            secured.add(
                    new AllocationView.Secured(
                            member.chargePointId(),
                            ledger.online(),
                            ledger.worstDefault() <= safe));
            for (var connector : ledger.connectors()) {
                long worst = ledger.worst(member, connector, now, site.settings().tolerance());
                reserved += worst;
                var charging = connector.charging();
                if (charging != null) {
                    shared.add(
                            shared(
                                    member,
                                    connector,
                                    charging,
                                    worst,
                                    measured.get(new Place(key, connector.connectorId()))));
                }
            }
        }
        return view(site, now, safe, reserved, shared, secured);
    }

    private static AllocationView view(
            SiteView site,
            Instant now,
            long safe,
            long reserved,
            List<AllocationView.Shared> shared,
            List<AllocationView.Secured> secured) {
        return new AllocationView(
                site.siteId(),
                now,
                Amperes.of(site.gridLimit().at(now)),
                Amperes.of(safe),
                shared.stream()
                        .map(AllocationView.Shared::limit)
                        .reduce(Amperes.of(0), BigDecimal::add),
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
            long worst,
            @Nullable Measurement measurement) {
        var allowance = connector.settled();
        return new AllocationView.Shared(
                member.chargePointId(),
                connector.connectorId(),
                charging.transactionId(),
                Amperes.of(worst),
                allowance == null || allowance.steps().size() == 1 ? null : allowance.end(),
                measurement == null ? null : measurement.current(),
                measurement == null ? null : measurement.at(),
                connector.sentAt(),
                status(connector));
    }

    private static AllocationView.@Nullable Status status(ConnectorLedger connector) {
        if (connector.pending() != null) {
            return AllocationView.Status.PENDING;
        }
        return switch (connector.lastVerdict()) {
            case ACCEPTED -> AllocationView.Status.ACCEPTED;
            case REFUSED -> AllocationView.Status.REFUSED;
            case NOT_SENT -> AllocationView.Status.NOT_SENT;
            case IN_DOUBT -> AllocationView.Status.IN_DOUBT;
            case FAILED -> AllocationView.Status.FAILED;
            case null -> null;
        };
    }
}
