package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A site in a virtual world: stations, a network that delays, loses and is late, and a controller that knows only
 * what reaches it. One call per station is under way at a time, as correlation-service has it.
 */
final class SimulatedSite {

    final Map<String, SimulatedStation> stations = new LinkedHashMap<>();
    final Map<String, MemberLedger> ledgers = new LinkedHashMap<>();
    final SiteSettings settings;
    GridLimit limit;
    Instant now;
    int orders;

    /** The share of orders that stations refuse, and of answers that are lost or late. */
    double trouble;

    private final SplittableRandom random;
    private final List<Happening> agenda = new ArrayList<>();
    private boolean isControllerUp = true;
    private int nextTransaction = 1;

    SimulatedSite(
            long seed,
            Instant start,
            SiteSettings settings,
            GridLimit limit,
            List<Member> members) {
        random = new SplittableRandom(seed);
        this.settings = settings;
        this.limit = limit;
        now = start;
        int most = Math.max(1, settings.clockTolerance());
        for (var member : members) {
            stations.put(
                    member.chargePointId(),
                    new SimulatedStation(
                            member, Duration.ofSeconds(random.nextInt(-most + 1, most))));
            ledgers.put(member.chargePointId(), MemberLedger.unknown(member));
        }
    }

    private record Happening(Instant at, Runnable what) {}

    void second() {
        now = now.plusSeconds(1);
        var due =
                agenda.stream()
                        .filter(h -> !h.at().isAfter(now))
                        .sorted(Comparator.comparing(Happening::at))
                        .toList();
        agenda.removeAll(due);
        due.forEach(happening -> happening.what().run());
        if (isControllerUp) {
            regulate();
        }
    }

    void connect(SimulatedStation station) {
        station.isConnected = true;
        tell(station, ledger -> ledger.connection(true));
        learnTransaction(station);
    }

    void disconnect(SimulatedStation station) {
        station.isConnected = false;
        tell(station, ledger -> ledger.connection(false));
    }

    void arrive(SimulatedStation station, long appetite) {
        station.appetite = appetite;
        station.starts(nextTransaction++, now);
        if (station.isConnected) {
            learnTransaction(station);
        }
    }

    void depart(SimulatedStation station) {
        station.stops();
        if (station.isConnected) {
            learnTransaction(station);
        }
    }

    /** The process dies with what it holds in memory; what it wrote down is there when it comes back. */
    void controllerDiesFor(Duration time) {
        isControllerUp = false;
        agenda.add(new Happening(now.plus(time), () -> isControllerUp = true));
    }

    /** What all that charge may draw together, at this second. */
    long inForce() {
        return stations.values().stream().mapToLong(station -> station.limit(now)).sum();
    }

    void measure() {
        for (var station : stations.values()) {
            if (station.isConnected && station.transaction != null) {
                long drawn = station.draws(now);
                long limitThen = station.limit(now);
                var id = station.member.chargePointId();
                ledgers.computeIfPresent(
                        id,
                        (_, ledger) ->
                                ledger.connector(
                                        1,
                                        connector ->
                                                connector.judged(
                                                        Demand.judge(
                                                                new Demand.Measured(drawn, now),
                                                                limitThen,
                                                                connector.raisedAt(),
                                                                connector.cap(),
                                                                now),
                                                        now)));
            }
        }
    }

    private void regulate() {
        ledgers.replaceAll((_, ledger) -> ledger.waited(now));
        var positions =
                ledgers.values().stream()
                        .map(ledger ->
                                new SiteState.Position(
                                        station(ledger.chargePointId()).member, ledger))
                        .toList();
        for (var order : Regulation.decide(new SiteState(settings, limit, positions), now)) {
            orders++;
            var id = UUID.randomUUID();
            var member = order.member();
            switch (order) {
                case Order.PlaceDefault place -> {
                    change(member, ledger -> ledger.orderedDefault(id, place.tenths(), now));
                    send(member, 0, id, SiteProfiles.defaultProfile(place, 8, limit));
                }
                case Order.Allow allow -> {
                    assertThat(allow.allowance().steps())
                            .as("a vehicle gets its floor or nothing")
                            .noneMatch(step ->
                                    step.tenths() > 0 && step.tenths() < settings.floorTenths());
                    change(
                            member,
                            ledger ->
                                    ledger.connector(
                                            allow.connectorId(),
                                            c -> c.ordered(id, allow.allowance(), now)));
                    send(
                            member,
                            allow.connectorId(),
                            id,
                            SiteProfiles.txProfile(allow, 8, limit, now));
                }
            }
        }
    }

    private void send(Member member, int connectorId, UUID orderId, ChargingProfile profile) {
        var station = station(member.chargePointId());
        if (random.nextDouble() < trouble / 10) {
            return; // died between writing down and sending
        }
        later(
                1,
                () -> {
                    if (!station.isConnected) {
                        end(member, orderId, Verdict.NOT_SENT);
                        return;
                    }
                    double fate = random.nextDouble();
                    if (fate < trouble / 4) { // lost on its way there
                        later(30, () -> end(member, orderId, Verdict.IN_DOUBT));
                    } else if (fate < trouble / 2) {
                        later(1, () -> end(member, orderId, Verdict.REFUSED));
                    } else {
                        boolean accepted = station.install(connectorId, profile);
                        var verdict = accepted ? Verdict.ACCEPTED : Verdict.REFUSED;
                        if (fate < trouble * 3 / 4) { // the answer is lost, or too late
                            later(30, () -> end(member, orderId, Verdict.IN_DOUBT));
                        } else {
                            later(fate < trouble ? 25 : 1, () -> end(member, orderId, verdict));
                        }
                    }
                });
    }

    private void later(int atMostSeconds, Runnable what) {
        agenda.add(new Happening(now.plusSeconds(1 + random.nextInt(atMostSeconds)), what));
    }

    private void end(Member member, UUID orderId, Verdict verdict) {
        change(member, ledger -> ledger.ended(orderId, verdict, now));
    }

    /** Events reach the ledgers through Kafka, a second or two later, in their order. */
    private void tell(SimulatedStation station, UnaryOperator<MemberLedger> change) {
        agenda.add(new Happening(now.plusSeconds(2), () -> change(station.member, change)));
    }

    private void learnTransaction(SimulatedStation station) {
        var running = station.transaction;
        var charging =
                running == null ? null : new ConnectorLedger.Charging(running.transactionId(), now);
        tell(station, ledger -> ledger.connector(1, connector -> connector.runs(charging)));
    }

    private void change(Member member, UnaryOperator<MemberLedger> change) {
        ledgers.computeIfPresent(member.chargePointId(), (_, ledger) -> change.apply(ledger));
    }

    private SimulatedStation station(String id) {
        var station = stations.get(id);
        if (station == null) {
            throw new AssertionError("no station " + id);
        }
        return station;
    }
}
