package io.mainspring.smartcharging.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The worst that a site may draw, from now until every allowance has run out: at each instant where something may
 * change, what each connector may draw at most, and what the grid allows. Between two of these instants nothing
 * changes.
 */
final class Outlook {

    private final SiteState state;
    private final Instant[] times;
    private final long[] limits;
    private final long[] loads;
    private final List<Line> lines = new ArrayList<>();

    /** @param also further instants to look at */
    Outlook(SiteState state, Instant now, Instant until, List<Instant> also) {
        this.state = state;
        var tolerance = state.settings().tolerance();
        var cuts = new TreeSet<Instant>();
        cuts.add(now);
        cuts.addAll(state.limit().changes(now, until));
        also.stream().filter(now::isBefore).forEach(cuts::add);
        for (var position : state.positions()) {
            for (var connector : position.ledger().connectors()) {
                for (var allowance : connector.possible()) {
                    for (var step : allowance.steps()) {
                        var late = step.from().plus(tolerance);
                        if (late.isAfter(now)) {
                            cuts.add(late);
                        }
                    }
                }
            }
        }
        times = cuts.toArray(Instant[]::new);
        limits = new long[times.length];
        loads = new long[times.length];
        for (int k = 0; k < times.length; k++) {
            limits[k] = state.limit().at(times[k]);
        }
        for (var position : state.positions()) {
            for (var connector : position.ledger().connectors()) {
                lines.add(line(position, connector));
            }
        }
    }

    /** One connector's worst case over time. */
    static final class Line {
        final SiteState.Position position;
        final ConnectorLedger connector;
        final long[] worst;

        /** No order to it brings it below this. */
        final long base;

        /** What it is to be told; null: nothing. */
        @Nullable Allowance target;

        Line(SiteState.Position position, ConnectorLedger connector, long[] worst) {
            this.position = position;
            this.connector = connector;
            this.worst = worst;
            base = position.ledger().base(position.member(), connector);
        }
    }

    List<Line> lines() {
        return lines;
    }

    Instant[] times() {
        return times;
    }

    /** What the grid allows at an instant of {@link #times}. */
    long limit(int time) {
        return limits[time];
    }

    /** Whether at some instant more may be drawn than the grid allows, and this line draws more than it would then. */
    boolean relieves(Line line, Allowance instead) {
        for (int k = 0; k < times.length; k++) {
            if (loads[k] > limits[k] && Math.max(line.base, lateAt(instead, k)) < line.worst[k]) {
                return true;
            }
        }
        return false;
    }

    /** The most that the line may be allowed at an instant without the sum going over the limit; not less than now. */
    long bound(Line line, int time) {
        return line.worst[time] + Math.max(0, limits[time] - loads[time]);
    }

    /** Whether all connectors of a charge point can be given this default. */
    boolean hasRoomForDefault(SiteState.Position position, long tenths) {
        for (int k = 0; k < times.length; k++) {
            long more = 0;
            for (var line : lines) {
                if (line.position.member().equals(position.member())) {
                    more += Math.max(0, tenths - line.worst[k]);
                }
            }
            if (more > 0 && loads[k] + more > limits[k]) {
                return false;
            }
        }
        return true;
    }

    /** From now on the line may be obeying this too. */
    void mayObey(Line line, Allowance allowance) {
        for (int k = 0; k < times.length; k++) {
            raise(line, k, lateAt(allowance, k));
        }
    }

    void mayDraw(SiteState.Position position, long tenths) {
        for (var line : lines) {
            if (line.position.member().equals(position.member())) {
                for (int k = 0; k < times.length; k++) {
                    raise(line, k, tenths);
                }
            }
        }
    }

    private long lateAt(Allowance allowance, int time) {
        return allowance.at(times[time].minus(state.settings().tolerance()));
    }

    private void raise(Line line, int time, long tenths) {
        if (tenths > line.worst[time]) {
            loads[time] += tenths - line.worst[time];
            line.worst[time] = tenths;
        }
    }

    private Line line(SiteState.Position position, ConnectorLedger connector) {
        var worst = new long[times.length];
        for (int k = 0; k < times.length; k++) {
            worst[k] =
                    position.ledger()
                            .worst(
                                    position.member(),
                                    connector,
                                    times[k],
                                    state.settings().tolerance());
            loads[k] += worst[k];
        }
        return new Line(position, connector, worst);
    }
}
