package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.ChargePointKey;
import java.util.List;
import java.util.Map;

/** All that decides what a site orders next. */
record SiteState(SiteSettings settings, GridLimit limit, List<Position> positions) {

    SiteState {
        positions = List.copyOf(positions);
    }

    /**
     * A charge point and what it may be obeying.
     *
     * @param member as far as is known with all connectors that it has, and the unit that it takes
     * @param maxStackLevel the highest that it takes; 0 if that is not known
     * @param maxPeriods the most that it takes in a schedule
     */
    record Position(Member member, MemberLedger ledger, int maxStackLevel, int maxPeriods) {

        static final int ANY_PERIODS = Integer.MAX_VALUE;

        /** The highest that is known to be taken: nothing else may prevail over a site. */
        int stackLevel() {
            return Math.max(maxStackLevel, ledger.foreignLevel());
        }
    }

    /** The same with ledgers as they are now, by the keys of the charge points. */
    SiteState with(Map<String, MemberLedger> ledgers) {
        return new SiteState(
                settings,
                limit,
                positions.stream()
                        .map(p ->
                                new Position(
                                        p.member(),
                                        ledgers.getOrDefault(
                                                ChargePointKey.of(p.member().chargePointId()),
                                                p.ledger()),
                                        p.maxStackLevel(),
                                        p.maxPeriods()))
                        .toList());
    }

    List<Member> members() {
        return positions.stream().map(Position::member).toList();
    }
}
