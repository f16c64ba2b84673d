package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.smartcharging.ChargePointKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A site in a virtual world: stations, a network that delays, loses and is late, and a controller that knows only
 * what reaches it. One call per station is under way at a time, as correlation-service has it.
 */
final class SimulatedSite {

    final Map<String, SimulatedStation> stations = new LinkedHashMap<>();
    final Map<String, MemberLedger> ledgers = new LinkedHashMap<>();
    SiteSettings settings;
    GridLimit limit;
    Instant now;
    int orders;

    /** Stations of which something may have happened that the controller cannot know yet. */
    Predicate<SimulatedStation> isExcused = _ -> false;

    /** The share of orders that stations refuse, and of answers that are lost or late. */
    double trouble;

    private final SplittableRandom random;
    private final List<Happening> agenda = new ArrayList<>();
    private final Map<String, Heard> heard = new HashMap<>();
    private boolean isControllerUp = true;
    private int nextTransaction = 1;
    private long nextEpoch = 1;

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
        members.forEach(member -> joins(member, member.connectors()));
    }

    private record Happening(Instant at, Runnable what) {}

    /** What reached the controller of one charge point. */
    private static final class Heard {
        @Nullable Long connection;
        int connectors;
        final Map<Integer, ConnectorLedger.Charging> charging = new HashMap<>();
        final Map<Integer, Demand.Measured> measured = new HashMap<>();
        final List<Notice> notices = new ArrayList<>();
    }

    /** @param connectors that it has, whatever its operator said */
    SimulatedStation joins(Member member, int connectors) {
        int most = Math.max(1, settings.clockTolerance());
        var station =
                new SimulatedStation(
                        member, connectors, Duration.ofSeconds(random.nextInt(-most + 1, most)));
        stations.put(station.id(), station);
        heard.put(station.id(), new Heard());
        return station;
    }

    void leaves(SimulatedStation station) {
        stations.remove(station.id());
        heard.remove(station.id());
        ledgers.remove(station.id());
    }

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
        stations.values().stream()
                .filter(station -> !isExcused.test(station))
                .forEach(this::checkLedger);
    }

    /** What a charge point really may draw is never more than its ledger says. */
    private void checkLedger(SimulatedStation station) {
        for (int connector : station.transactions.keySet()) {
            assertThat(station.limit(connector, now, limit.unit()))
                    .as("%s connector %s at %s", station.id(), connector, now)
                    .isLessThanOrEqualTo(counted(station, connector));
        }
    }

    void connect(SimulatedStation station) {
        station.isConnected = true;
        long epoch = nextEpoch++;
        tell(station, known -> known.connection = epoch);
        for (int connector = 1; connector <= station.connectors; connector++) {
            learnTransaction(station, connector);
        }
    }

    void disconnect(SimulatedStation station) {
        station.isConnected = false;
        tell(station, known -> known.connection = null);
    }

    /** Power fails for an instant: it comes back over a new connection before the old one is missed. */
    void powerFails(SimulatedStation station) {
        station.reboots();
        if (station.isConnected) {
            connect(station);
        }
    }

    /** It is known to have so many connectors from now on. */
    void shows(SimulatedStation station, int connectors) {
        tell(station, known -> known.connectors = connectors);
    }

    void arrive(SimulatedStation station, int connector, long appetite) {
        station.appetite = appetite;
        station.starts(connector, nextTransaction++, now);
        if (station.isConnected) {
            learnTransaction(station, connector);
        }
    }

    void depart(SimulatedStation station, int connector) {
        station.stops(connector);
        if (station.isConnected) {
            learnTransaction(station, connector);
        }
    }

    /** Somebody else sets a profile, and the site hears of it. */
    void given(SimulatedStation station, int connector, ChargingProfile profile) {
        if (station.install(connector, profile)) {
            Foreign.of(connector, profile)
                    .ifPresent(foreign ->
                            tell(station, known -> known.notices.add(new Notice.Given(foreign))));
        }
    }

    /** Somebody else clears a profile, and the site hears of it. */
    void taken(SimulatedStation station, int profileId) {
        if (station.clear(profileId)) {
            tell(
                    station,
                    known ->
                            known.notices.add(new Notice.Taken(profileId, null, null, null, true)));
        }
    }

    /** The process dies with what it holds in memory; what it wrote down is there when it comes back. */
    void controllerDiesFor(Duration time) {
        isControllerUp = false;
        agenda.add(new Happening(now.plus(time), () -> isControllerUp = true));
    }

    /** What all that charge may draw together, at this second. */
    long inForce() {
        return stations.values().stream()
                .mapToLong(station -> station.limit(now, limit.unit()))
                .sum();
    }

    /** What the ledger says that a connector may draw at most. */
    long counted(SimulatedStation station, int connectorId) {
        var ledger = ledgers.get(station.id());
        if (ledger == null) {
            return station.member.maxTenths();
        }
        var connector = ledger.connectors().get(connectorId - 1);
        return ledger.worst(station.member, connector, now, settings.tolerance());
    }

    void measure() {
        for (var station : stations.values()) {
            if (station.isConnected) {
                for (int connector : station.transactions.keySet()) {
                    var measured = new Demand.Measured(station.draws(connector, now), now);
                    heard(station).measured.put(connector, measured);
                }
            }
        }
    }

    private Heard heard(SimulatedStation station) {
        return Objects.requireNonNull(heard.get(station.id()));
    }

    private void regulate() {
        var positions = new ArrayList<SiteState.Position>();
        for (var station : stations.values()) {
            var known = heard(station);
            var position =
                    Bookkeeping.position(
                            new Observed(
                                    station.member,
                                    new Equipment(known.connectors, null, 8, null, null),
                                    known.connection,
                                    Map.copyOf(known.charging),
                                    Map.copyOf(known.measured),
                                    List.copyOf(known.notices),
                                    List.of()),
                            ledgers.get(station.id()),
                            settings,
                            limit,
                            now);
            known.notices.clear();
            ledgers.put(station.id(), position.ledger());
            positions.add(position);
        }
        var state = new SiteState(settings, limit, positions);
        var decided = Regulation.decide(state, now);
        for (var order : decided) {
            orders++;
            var id = UUID.randomUUID();
            var member = order.member();
            if (order instanceof Order.Allow allow) {
                check(allow);
            }
            ledgers.computeIfPresent(
                    member.chargePointId(),
                    (_, ledger) -> Bookkeeping.entered(ledger, id, order, limit, now));
            send(Objects.requireNonNull(stations.get(member.chargePointId())), id, order);
        }
        if (!decided.isEmpty()) {
            checkRoom(state, state.with(byKey()));
        }
    }

    /** Orders never take the worst case above the limit, now or before all allowances have run out. */
    private void checkRoom(SiteState before, SiteState after) {
        for (int second = 0; second < settings.lease() + 60; second += 11) {
            var at = now.plusSeconds(second);
            long allowed = Math.max(limit.at(at), worst(before, at));
            assertThat(worst(after, at)).as("worst case at %s", at).isLessThanOrEqualTo(allowed);
        }
    }

    private static long worst(SiteState state, Instant at) {
        long sum = 0;
        for (var position : state.positions()) {
            for (var connector : position.ledger().connectors()) {
                sum +=
                        position.ledger()
                                .worst(
                                        position.member(),
                                        connector,
                                        at,
                                        state.settings().tolerance());
            }
        }
        return sum;
    }

    private Map<String, MemberLedger> byKey() {
        var byKey = new HashMap<String, MemberLedger>();
        ledgers.forEach((id, ledger) -> byKey.put(ChargePointKey.of(id), ledger));
        return byKey;
    }

    private void check(Order.Allow order) {
        assertThat(order.allowance().steps())
                .as("a vehicle gets its floor or nothing")
                .noneMatch(step -> step.tenths() > 0 && step.tenths() < settings.floorTenths());
        var ledger = Objects.requireNonNull(ledgers.get(order.member().chargePointId()));
        var connector = ledger.connectors().get(order.connectorId() - 1);
        var settled = connector.settled();
        long safe =
                settings.safeTenths(
                        limit, stations.values().stream().map(s -> s.member).toList(), now);
        if (settled != null
                && settled.at(now) >= safe
                && order.allowance().at(now) > settled.at(now)
                && !connector.isDoubted()
                && !ledger.isOverruled(connector)
                && settled.end().isAfter(now.plusSeconds(settings.lease() / 2))) {
            assertThat(connector.raisedAt())
                    .as("no second raise within the interval")
                    .isBeforeOrEqualTo(now.minusSeconds(settings.interval()));
        }
    }

    private void send(SimulatedStation station, UUID orderId, Order order) {
        if (random.nextDouble() < trouble / 10) {
            return; // died between writing down and sending
        }
        var written = now;
        var grid = limit;
        later(
                1,
                () -> {
                    if (!station.isConnected) {
                        end(station, orderId, Verdict.NOT_SENT);
                        return;
                    }
                    double fate = random.nextDouble();
                    if (fate < trouble / 4) { // lost on its way there
                        later(30, () -> end(station, orderId, Verdict.IN_DOUBT));
                    } else if (fate < trouble / 2) {
                        later(1, () -> end(station, orderId, Verdict.REFUSED));
                    } else {
                        var verdict =
                                takes(station, order, grid, written)
                                        ? Verdict.ACCEPTED
                                        : Verdict.REFUSED;
                        if (fate < trouble * 3 / 4) { // the answer is lost, or too late
                            later(30, () -> end(station, orderId, Verdict.IN_DOUBT));
                        } else {
                            later(fate < trouble ? 25 : 1, () -> end(station, orderId, verdict));
                        }
                    }
                });
    }

    private static boolean takes(
            SimulatedStation station, Order order, GridLimit grid, Instant written) {
        return switch (order) {
            case Order.PlaceDefault place ->
                    station.install(0, SiteProfiles.defaultProfile(place, grid));
            case Order.Allow allow ->
                    station.install(
                            allow.connectorId(), SiteProfiles.txProfile(allow, grid, written));
            case Order.Clear clear -> {
                station.clear(clear.profileId());
                yield true;
            }
        };
    }

    private void later(int atMostSeconds, Runnable what) {
        agenda.add(new Happening(now.plusSeconds(1 + random.nextInt(atMostSeconds)), what));
    }

    private void end(SimulatedStation station, UUID orderId, Verdict verdict) {
        var known = heard.get(station.id());
        if (known != null) {
            known.notices.add(new Notice.Ended(orderId, verdict));
        }
    }

    /** Events reach the site through Kafka, a second or two later, in their order. */
    private void tell(SimulatedStation station, Consumer<Heard> what) {
        agenda.add(
                new Happening(
                        now.plusSeconds(2),
                        () -> {
                            var known = heard.get(station.id());
                            if (known != null) {
                                what.accept(known);
                            }
                        }));
    }

    private void learnTransaction(SimulatedStation station, int connector) {
        var running = station.transactions.get(connector);
        var charging =
                running == null ? null : new ConnectorLedger.Charging(running.transactionId(), now);
        tell(
                station,
                known -> {
                    if (charging == null) {
                        known.charging.remove(connector);
                    } else {
                        known.charging.put(connector, charging);
                    }
                });
    }
}
