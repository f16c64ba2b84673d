package io.mainspring.smartcharging.site;

import java.util.List;

/** All that decides what a site orders next. */
record SiteState(SiteSettings settings, GridLimit limit, List<Position> positions) {

    SiteState {
        positions = List.copyOf(positions);
    }

    /** A charge point and what it may be obeying. */
    record Position(Member member, MemberLedger ledger) {}

    List<Member> members() {
        return positions.stream().map(Position::member).toList();
    }
}
