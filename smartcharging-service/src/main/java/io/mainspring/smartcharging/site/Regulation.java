package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.site.Outlook.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to order next, so that the sum of what charge points may be obeying never exceeds the grid limit,
 * whichever of the orders arrive: an order that raises anything at any time needs room in the worst case, and room comes
 * only from orders that were confirmed. A pure function of the ledgers; each order must be entered there before it is
 * sent.
 */
final class Regulation {

    private final SiteState state;
    private final SiteSettings settings;
    private final Instant now;
    private final Duration tolerance;
    private final long safe;
    private final Outlook outlook;
    private final List<Order> orders = new ArrayList<>();

    private Regulation(SiteState state, Instant now) {
        this.state = state;
        this.now = now;
        settings = state.settings();
        tolerance = settings.tolerance();
        safe = settings.safeTenths(state.limit(), state.members(), now);
        var until = horizon().plus(tolerance).plus(tolerance);
        outlook = new Outlook(state, now, until, List.of(horizon().plus(tolerance)));
    }

    /** The orders to be given at this instant. */
    static List<Order> decide(SiteState state, Instant now) {
        var regulation = new Regulation(state, now);
        regulation.placeDefaults();
        regulation.aim();
        regulation.lower();
        regulation.raise();
        return List.copyOf(regulation.orders);
    }

    private Instant horizon() {
        return now.plusSeconds(settings.lease());
    }

    /** The default comes first: it is what holds when everything else fails. */
    private void placeDefaults() {
        for (var position : state.positions()) {
            var ledger = position.ledger();
            int level = position.stackLevel();
            for (var profileId : ledger.clearable(ledger.stubborn(level), now)) {
                orders.add(new Order.Clear(position.member(), profileId));
            }
            boolean isPlaced = ledger.settled() && ledger.defaults().equals(List.of(safe));
            if (isPlaced || !ledger.isFree(now)) {
                continue;
            }
            if (safe <= ledger.worstDefault() || outlook.hasRoomForDefault(position, safe)) {
                orders.add(new Order.PlaceDefault(position.member(), safe, level));
                outlook.mayDraw(position, safe);
            }
        }
    }

    /** Sets every line's target: its fair share now, lowered in time for each step that the grid limit takes. */
    private void aim() {
        var regulated = outlook.lines().stream().filter(this::isRegulated).toList();
        var builders = new ArrayList<Allowance.Builder>();
        regulated.forEach(_ -> builders.add(new Allowance.Builder()));
        var claims = claims(regulated);
        var others = worstOfOthers();
        var points = planningPoints();
        for (int p = 0; p < points.size(); p++) {
            var point = points.get(p);
            var end = p + 1 < points.size() ? points.get(p + 1).plus(tolerance) : Instant.MAX;
            var shares = FairShare.of(budget(point, end, others), claims);
            for (int i = 0; i < shares.length; i++) {
                builders.get(i).from(point, Math.max(safe, shares[i]));
            }
        }
        for (int i = 0; i < regulated.size(); i++) {
            regulated.get(i).target = builders.get(i).from(horizon(), safe).build();
        }
    }

    /** Can be told something: it charges, is there, and has its default. */
    private boolean isRegulated(Line line) {
        var ledger = line.position.ledger();
        return line.connector.charging() != null
                && ledger.online()
                && ledger.leaving() == null
                && hasSafeDefault(ledger)
                && !line.connector.isRefusing(now);
    }

    private boolean hasSafeDefault(MemberLedger ledger) {
        return ledger.worstDefault() <= safe || ledger.settled();
    }

    private List<Instant> planningPoints() {
        var points = new TreeSet<Instant>();
        points.add(now);
        for (var change : state.limit().changes(now, horizon().plus(tolerance))) {
            var early = change.minus(tolerance);
            if (early.isAfter(now)) {
                points.add(early);
            }
        }
        return List.copyOf(points);
    }

    /** What the regulated may draw together, at every instant from the one to before the other. */
    private long budget(Instant from, Instant to, long[] others) {
        long lowest = Long.MAX_VALUE;
        var times = outlook.times();
        for (int k = 0; k < times.length; k++) {
            boolean coversFrom = k + 1 == times.length || times[k + 1].isAfter(from);
            if (coversFrom && times[k].isBefore(to)) {
                lowest = Math.min(lowest, outlook.limit(k) - others[k]);
            }
        }
        return lowest;
    }

    private long[] worstOfOthers() {
        var sum = new long[outlook.times().length];
        for (var line : outlook.lines()) {
            if (!isRegulated(line)) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += line.worst[k];
                }
            }
        }
        return sum;
    }

    private List<Claim> claims(List<Line> regulated) {
        var claims = new ArrayList<Claim>(regulated.size());
        for (var line : regulated) {
            var member = line.position.member();
            long floor = floor(line);
            long cap = Math.max(floor, Math.min(member.maxTenths(), line.connector.cap()));
            var charging = line.connector.charging();
            long arrival = charging == null ? 0 : charging.transactionId();
            claims.add(new Claim(member.priority(), arrival, floor, cap));
        }
        return claims;
    }

    /**
     * Lowering needs no room. What the limit demands waits for nothing; what makes room for others comes once per interval,
     * unless somebody has to stand still for it.
     */
    private void lower() {
        boolean isSomebodyWaiting =
                outlook.lines().stream()
                        .anyMatch(line ->
                                line.target != null
                                        && line.worst[0] < floor(line)
                                        && line.target.at(now) >= floor(line));
        for (var line : outlook.lines()) {
            if (isOpen(line) && line.target != null) {
                var feasible = feasible(line);
                long less = line.worst[0] - Math.max(line.base, feasible.at(now));
                boolean isTime = isSomebodyWaiting || isTime(line.connector.loweredAt());
                if (outlook.relieves(line, feasible) || (less > 0 && isOfSize(less) && isTime)) {
                    allow(line, feasible);
                }
            }
        }
    }

    private void raise() {
        boolean mayRaise = !isDefaultUnderWay();
        boolean isRoomComing = isRoomComing();
        outlook.lines().stream()
                .filter(this::isOpen)
                .filter(line -> line.target != null)
                .sorted(
                        Comparator.comparingInt((Line l) -> -l.position.member().priority())
                                .thenComparingLong(Regulation::arrival))
                .forEach(line -> {
                    var feasible = feasible(line);
                    if (isDue(line, feasible)
                            || (mayRaise && isWorthwhile(line, feasible, isRoomComing))) {
                        allow(line, feasible);
                    }
                });
    }

    /** A transaction is raised, and lowered for others, no more often than the interval says. */
    private boolean isTime(@Nullable Instant last) {
        return last == null || !now.isBefore(last.plusSeconds(settings.interval()));
    }

    private boolean isOfSize(long change) {
        return change >= Amperes.tenths(settings.threshold());
    }

    private static long arrival(Line line) {
        var charging = line.connector.charging();
        return charging == null ? 0 : charging.transactionId();
    }

    private boolean isWorthwhile(Line line, Allowance feasible, boolean isRoomComing) {
        long more = feasible.at(now) - line.worst[0];
        boolean isWhole = line.target != null && feasible.at(now) >= line.target.at(now);
        return more > 0
                && isOfSize(more)
                && (isWhole || !isRoomComing)
                && isTime(line.connector.raisedAt());
    }

    /**
     * What runs out has to be renewed; what is in doubt, overruled or may be lost has to be settled; and nobody has less
     * than without being told anything.
     */
    private boolean isDue(Line line, Allowance feasible) {
        var connector = line.connector;
        if (line.position.ledger().isOverruled(connector) || connector.isDoubted()) {
            return true;
        }
        if (connector.possible().isEmpty()) {
            return false;
        }
        var settled = connector.settled();
        if (settled == null) {
            return true;
        }
        if (settled.at(now) < Math.min(safe, feasible.at(now))) {
            return true;
        }
        boolean runsOut =
                settled.end().isBefore(now.plusSeconds(settings.lease() / 2))
                        && (settled.at(now) > safe || settled.steps().size() > 1);
        return runsOut && feasible.at(now) > safe;
    }

    /** The target, cut down to what has room in the worst case, at every time. */
    private Allowance feasible(Line line) {
        var target = line.target;
        if (target == null) {
            throw new IllegalStateException("only regulated lines are ordered anything");
        }
        var times = outlook.times();
        long lowest = Long.MAX_VALUE;
        int k = 0;
        while (k < times.length && !times[k].isAfter(now.plus(tolerance))) {
            lowest = Math.min(lowest, outlook.bound(line, k));
            k++;
        }
        var cuts = new TreeSet<Instant>();
        target.steps().forEach(step -> cuts.add(step.from()));
        for (int i = k; i < times.length; i++) {
            cuts.add(times[i].minus(tolerance));
        }
        var allowance =
                new Allowance.Builder().from(now, usable(line, Math.min(lowest, target.at(now))));
        for (var cut : cuts) {
            while (k < times.length && !times[k].isAfter(cut.plus(tolerance))) {
                lowest = Math.min(lowest, outlook.bound(line, k));
                k++;
            }
            if (cut.isAfter(now)) {
                allowance.from(cut, usable(line, Math.min(lowest, target.at(cut))));
            }
        }
        return allowance.build().within(line.position.maxPeriods());
    }

    /** No vehicle charges with less than the floor: rather nothing, and the room for another. */
    private long usable(Line line, long current) {
        if (current >= floor(line)) {
            return current;
        }
        return current >= safe ? safe : 0;
    }

    private long floor(Line line) {
        return Math.min(Math.max(settings.floorTenths(), safe), line.position.member().maxTenths());
    }

    private boolean isOpen(Line line) {
        return line.connector.isFree(now)
                && orders.stream()
                        .noneMatch(order ->
                                order instanceof Order.Allow allow
                                        && allow.member().equals(line.position.member())
                                        && allow.connectorId() == line.connector.connectorId());
    }

    /** No limit is raised before each charge point that can be told its first default has answered. */
    private boolean isDefaultUnderWay() {
        return state.positions().stream()
                .map(SiteState.Position::ledger)
                .anyMatch(ledger ->
                        ledger.worstDefault() > safe
                                && ledger.online()
                                && (ledger.pending() != null || ledger.isFree(now)));
    }

    private boolean isRoomComing() {
        return !orders.isEmpty()
                || outlook.lines().stream().anyMatch(line -> line.connector.pending() != null);
    }

    private void allow(Line line, Allowance allowance) {
        var charging = line.connector.charging();
        if (charging != null) {
            orders.add(
                    new Order.Allow(
                            line.position.member(),
                            line.connector.connectorId(),
                            charging.transactionId(),
                            allowance,
                            line.position.stackLevel()));
            outlook.mayObey(line, allowance);
        }
    }
}
