package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a charge point may be obeying: the defaults that may be in force and, per connector, the allowances; and what
 * others gave it. Until its first default is accepted it may draw what its hardware gives. Immutable.
 *
 * @param epoch of its connection, null: none is known
 * @param since when it came, or came back
 * @param defaults tenths of an ampere that each connector may draw without an allowance; never empty
 * @param settled the one default is surely in force
 * @param pending the order of a default that waits for its end
 * @param acceptedAt when the default was accepted last
 * @param wattsPerAmpere by which limits in W were written; null: none was
 * @param foreign profiles of others that may prevail over ours
 * @param clearing profiles that it is to lose
 * @param leaving ids of our profiles that it still has to lose; null: it is in a site
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MemberLedger(
        String chargePointId,
        boolean online,
        @Nullable Long epoch,
        @Nullable Instant since,
        List<Long> defaults,
        boolean settled,
        @Nullable PendingDefault pending,
        @Nullable Instant retryAt,
        @Nullable Instant acceptedAt,
        @Nullable Verdict lastVerdict,
        @Nullable Long wattsPerAmpere,
        List<Foreign> foreign,
        List<Clearing> clearing,
        @Nullable List<Integer> leaving,
        List<ConnectorLedger> connectors) {

    /** Only the hardware limits: more than any connector has, and small enough to be added up. */
    static final long UNLIMITED = 1_000_000;

    MemberLedger {
        defaults = List.copyOf(defaults);
        foreign = List.copyOf(Objects.requireNonNullElse(foreign, List.of()));
        clearing = List.copyOf(Objects.requireNonNullElse(clearing, List.of()));
        connectors = List.copyOf(connectors);
    }

    /**
     * The order of a default under way.
     *
     * @param wasPossible the same may have been in force before it was ordered
     */
    record PendingDefault(
            UUID orderId, long tenths, Instant at, int stackLevel, boolean wasPossible) {}

    /**
     * A profile that is to go.
     *
     * @param orderId of the order under way; null: none is
     * @param at when that was given; without one, when to try again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Clearing(int profileId, @Nullable UUID orderId, Instant at) {}

    /** A charge point of which nothing is known yet. */
    static MemberLedger unknown(Member member) {
        return new MemberLedger(
                member.chargePointId(),
                false,
                null,
                null,
                List.of(UNLIMITED),
                false,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                IntStream.rangeClosed(1, member.connectors())
                        .mapToObj(ConnectorLedger::idle)
                        .toList());
    }

    /** The same under changed terms of membership. A connector that may be obeying something never goes. */
    MemberLedger as(Member member) {
        int needed = member.connectors();
        for (var connector : connectors) {
            if (connector.charging() != null || !connector.possible().isEmpty()) {
                needed = Math.max(needed, connector.connectorId());
            }
        }
        if (connectors.size() == needed) {
            return this;
        }
        return with(
                IntStream.rangeClosed(1, needed)
                        .mapToObj(id ->
                                id <= connectors.size()
                                        ? connectors.get(id - 1)
                                        : ConnectorLedger.idle(id))
                        .toList());
    }

    /**
     * The same where W are converted in another way: what was written in W now means another current. Both are possible
     * until it has been written anew.
     */
    MemberLedger converting(long newWattsPerAmpere) {
        if (wattsPerAmpere == null || wattsPerAmpere == newWattsPerAmpere) {
            return this;
        }
        UnaryOperator<Long> change =
                tenths ->
                        Math.min(
                                UNLIMITED,
                                Math.ceilDiv(tenths * wattsPerAmpere, newWattsPerAmpere));
        var all = new ArrayList<>(defaults);
        defaults.stream().map(change).filter(d -> !all.contains(d)).forEach(all::add);
        return changed(l -> {
            l.defaults = all;
            l.settled = false;
            l.wattsPerAmpere = newWattsPerAmpere;
            l.connectors =
                    connectors.stream()
                            .map(c -> c.perhaps(allowance -> allowance.with(change)))
                            .toList();
        });
    }

    /** From now on limits may be written in W. */
    MemberLedger writtenIn(Member.RateUnit unit, long newWattsPerAmpere) {
        return unit == Member.RateUnit.A
                ? this
                : changed(l -> l.wattsPerAmpere = newWattsPerAmpere);
    }

    /**
     * Whether it is connected, and since which connection. Who comes back is told everything again, even if it was never
     * seen to be away: who knows what happened to it.
     *
     * @param connection null: it is not connected
     */
    MemberLedger connection(@Nullable Long connection, Instant now) {
        if (connection == null) {
            return online
                    ? changed(l -> {
                        l.online = false;
                        l.settled = false;
                    })
                    : this;
        }
        if (online && connection.equals(epoch)) {
            return this;
        }
        return changed(l -> {
            l.online = true;
            l.epoch = connection;
            l.since = now;
            l.settled = false;
            l.retryAt = null;
            l.clearing =
                    clearing.stream()
                            .map(c ->
                                    c.orderId() == null
                                            ? new Clearing(c.profileId(), null, now)
                                            : c)
                            .toList();
            l.connectors = connectors.stream().map(c -> c.doubted(now)).toList();
        });
    }

    MemberLedger connector(int connectorId, UnaryOperator<ConnectorLedger> change) {
        if (connectorId < 1 || connectorId > connectors.size()) {
            return this;
        }
        var changed = new ArrayList<>(connectors);
        changed.set(connectorId - 1, change.apply(changed.get(connectorId - 1)));
        return with(changed);
    }

    /** What others gave to a transaction ends with it. */
    MemberLedger runs(int connectorId, ConnectorLedger.@Nullable Charging charging) {
        var left =
                foreign.stream()
                        .filter(f ->
                                f.isDefault()
                                        || f.connectorId() != connectorId
                                        || (charging != null
                                                && (f.transactionId() == null
                                                        || f.transactionId()
                                                                == charging.transactionId())))
                        .toList();
        return withForeign(left, settled).connector(connectorId, c -> c.runs(charging));
    }

    MemberLedger orderedDefault(UUID orderId, long tenths, int stackLevel, Instant now) {
        var all = new ArrayList<>(defaults);
        boolean wasPossible = all.remove(tenths);
        all.add(tenths);
        return with(
                all,
                false,
                new PendingDefault(orderId, tenths, now, stackLevel, wasPossible),
                null,
                acceptedAt,
                lastVerdict);
    }

    MemberLedger orderedClearing(UUID orderId, int profileId, Instant now) {
        var all = new ArrayList<>(clearing);
        all.removeIf(c -> c.profileId() == profileId);
        all.add(new Clearing(profileId, orderId, now));
        return withClearing(all);
    }

    /** An order ended, be it of a default, of an allowance or of a clearing. */
    MemberLedger ended(UUID orderId, Verdict verdict, Instant now) {
        for (var one : clearing) {
            if (orderId.equals(one.orderId())) {
                return cleared(one, verdict, now);
            }
        }
        if (pending == null || !pending.orderId().equals(orderId)) {
            return endedOnConnector(orderId, verdict, now);
        }
        return switch (verdict) {
            case ACCEPTED -> accepted(pending, now);
            case REFUSED, NOT_SENT, FAILED, IN_DOUBT ->
                    with(
                            left(pending, verdict),
                            false,
                            null,
                            verdict.retryAt(now),
                            acceptedAt,
                            verdict);
        };
    }

    MemberLedger waited(Instant now) {
        var ledger =
                pending != null && pending.at().plus(Verdict.PATIENCE).isBefore(now)
                        ? ended(pending.orderId(), Verdict.IN_DOUBT, now)
                        : this;
        for (var one : ledger.clearing) {
            if (one.orderId() != null && one.at().plus(Verdict.PATIENCE).isBefore(now)) {
                ledger = ledger.cleared(one, Verdict.IN_DOUBT, now);
            }
        }
        return ledger.with(ledger.connectors.stream().map(c -> c.waited(now)).toList());
    }

    /** Somebody else gave it a profile, or may have. */
    MemberLedger given(Foreign profile) {
        var all = new ArrayList<>(foreign);
        all.removeIf(profile::replaces);
        all.add(profile);
        return withForeign(all, settled && !profile.isDefault());
    }

    /**
     * Somebody else took profiles from it, or may have.
     *
     * @param isSure it said so
     */
    MemberLedger taken(ClearChargingProfile.Request criteria, boolean isSure, Instant now) {
        var left = isSure ? foreign.stream().filter(f -> !f.matches(criteria)).toList() : foreign;
        var ledger =
                withForeign(left, settled)
                        .with(
                                connectors.stream()
                                        .map(c -> {
                                            int id = SiteProfiles.idOn(c.connectorId());
                                            return takes(criteria, id, c.connectorId(), false)
                                                    ? c.doubted(now)
                                                    : c;
                                        })
                                        .toList());
        return takes(criteria, SiteProfiles.DEFAULT_ID, 0, true)
                ? ledger.with(
                        withUnlimited(defaults), false, pending, null, acceptedAt, lastVerdict)
                : ledger;
    }

    /** It is in no site any more: our profiles are to go. */
    MemberLedger leaves() {
        if (leaving != null) {
            return this;
        }
        var ids = new ArrayList<Integer>();
        for (var connector : connectors) {
            if (!connector.possible().isEmpty()) {
                ids.add(SiteProfiles.idOn(connector.connectorId()));
            }
        }
        ids.add(SiteProfiles.DEFAULT_ID);
        return withLeaving(ids);
    }

    /** It is in a site again, unless a clearing is under way that could take away what it is given now. */
    MemberLedger stays() {
        boolean isClearing = clearing.stream().anyMatch(c -> c.orderId() != null);
        return leaving == null || isClearing
                ? this
                : withClearing(List.of()).withLeaving(null).withForeign(foreign, false);
    }

    /** Whether an order can be given now. */
    boolean isFree(Instant now) {
        return online
                && leaving == null
                && pending == null
                && (retryAt == null || !now.isBefore(retryAt));
    }

    /** The profiles among these that can be taken from it now. */
    List<Integer> clearable(List<Integer> profileIds, Instant now) {
        return !online
                ? List.of()
                : profileIds.stream()
                        .filter(id ->
                                clearing.stream()
                                        .filter(c -> c.profileId() == id)
                                        .allMatch(
                                                c -> c.orderId() == null && !now.isBefore(c.at())))
                        .toList();
    }

    /** The highest default that may be in force. */
    long worstDefault() {
        return defaults.stream().mapToLong(Long::longValue).max().orElse(UNLIMITED);
    }

    /**
     * The most that a connector may draw at an instant, if the charge point obeys what it was told and its clock is not
     * more wrong than that.
     */
    long worst(Member member, ConnectorLedger connector, Instant at, Duration tolerance) {
        long worst = Math.max(base(member, connector), connector.worst(at, tolerance));
        for (var profile : foreign) {
            if (profile.isOn(connector.connectorId())) {
                worst = Math.max(worst, profile.tenths());
            }
        }
        return Math.min(member.maxTenths(), worst);
    }

    /** What a connector may draw now: what it was told where that is sure, else the worst case. */
    long share(Member member, ConnectorLedger connector, Instant now) {
        var allowance = connector.settled();
        return allowance == null || isOverruled(connector)
                ? worst(member, connector, now, Duration.ZERO)
                : Math.min(member.maxTenths(), allowance.at(now));
    }

    /** Whether its default is in force and within the safe current, and nothing of others beside it. */
    boolean isSecured(long safe) {
        return worstDefault() <= safe && foreign.stream().noneMatch(Foreign::isDefault);
    }

    /** What of that no TxProfile takes away. */
    long base(Member member, ConnectorLedger connector) {
        long base = worstDefault();
        for (var profile : foreign) {
            if (profile.isDefault() && profile.isOn(connector.connectorId())) {
                base = Math.max(base, profile.tenths());
            }
        }
        return Math.min(member.maxTenths(), base);
    }

    /** Whether its transaction may be obeying somebody else. */
    boolean isOverruled(ConnectorLedger connector) {
        return foreign.stream()
                .anyMatch(f -> !f.isDefault() && f.connectorId() == connector.connectorId());
    }

    /** The highest level of the others. */
    int foreignLevel() {
        return foreign.stream().mapToInt(Foreign::stackLevel).max().orElse(0);
    }

    /** Of others, the ones that our default does not replace at that level. */
    List<Integer> stubborn(int stackLevel) {
        return foreign.stream()
                .filter(f -> f.isDefault() && !f.yieldsToDefault(stackLevel))
                .map(Foreign::profileId)
                .toList();
    }

    private MemberLedger accepted(PendingDefault order, Instant now) {
        boolean isOfNow = since == null || !order.at().isBefore(since);
        var left =
                foreign.stream()
                        .filter(f ->
                                f.profileId() != SiteProfiles.DEFAULT_ID
                                        && !f.yieldsToDefault(order.stackLevel()))
                        .toList();
        return withForeign(left, false)
                .with(
                        List.of(order.tenths()),
                        isOfNow,
                        null,
                        null,
                        isOfNow ? now : acceptedAt,
                        Verdict.ACCEPTED);
    }

    /**
     * What was refused is not in force, unless the same had been ordered before. Who refuses after it came back may be
     * another device, with nothing of ours in it.
     */
    private List<Long> left(PendingDefault order, Verdict verdict) {
        var left = new ArrayList<>(defaults);
        boolean isDisproved = verdict == Verdict.REFUSED || verdict == Verdict.NOT_SENT;
        if (isDisproved && !order.wasPossible()) {
            left.remove(order.tenths());
        }
        boolean isBack = since != null && (acceptedAt == null || acceptedAt.isBefore(since));
        return isBack && (verdict == Verdict.REFUSED || verdict == Verdict.FAILED)
                ? withUnlimited(left)
                : left;
    }

    private static List<Long> withUnlimited(List<Long> tenths) {
        var all = new ArrayList<>(tenths);
        all.remove(UNLIMITED);
        all.add(UNLIMITED);
        return all;
    }

    private MemberLedger endedOnConnector(UUID orderId, Verdict verdict, Instant now) {
        var left = foreign;
        for (var connector : connectors) {
            var order = connector.pending();
            if (verdict == Verdict.ACCEPTED && order != null && order.orderId().equals(orderId)) {
                int id = connector.connectorId();
                left =
                        foreign.stream()
                                .filter(f ->
                                        f.profileId() != SiteProfiles.idOn(id)
                                                && !f.yieldsToTx(id, order.stackLevel()))
                                .toList();
            }
        }
        return withForeign(left, settled)
                .with(connectors.stream().map(c -> c.ended(orderId, verdict, now)).toList());
    }

    private MemberLedger cleared(Clearing one, Verdict verdict, Instant now) {
        var rest = new ArrayList<>(clearing);
        rest.remove(one);
        var retry = verdict.retryAt(now);
        if (retry != null) {
            rest.add(new Clearing(one.profileId(), null, retry));
            return withClearing(rest);
        }
        int id = one.profileId();
        var ledger =
                withClearing(rest)
                        .withForeign(
                                foreign.stream().filter(f -> f.profileId() != id).toList(),
                                settled);
        if (leaving == null) {
            return ledger;
        }
        ledger = ledger.withLeaving(leaving.stream().filter(l -> l != id).toList());
        return id == SiteProfiles.DEFAULT_ID
                ? ledger.with(List.of(UNLIMITED), false, null, null, null, lastVerdict)
                : ledger.connector(
                        id - SiteProfiles.DEFAULT_ID,
                        c -> ConnectorLedger.idle(c.connectorId()).runs(c.charging()));
    }

    private static boolean takes(
            ClearChargingProfile.Request criteria, int id, int connectorId, boolean isDefault) {
        if (criteria.id() != null) {
            return criteria.id() == id;
        }
        var purpose = criteria.chargingProfilePurpose();
        return (criteria.connectorId() == null || criteria.connectorId() == connectorId)
                && (purpose == null
                        || purpose
                                == (isDefault
                                        ? ChargingProfilePurpose.TX_DEFAULT_PROFILE
                                        : ChargingProfilePurpose.TX_PROFILE));
    }

    private MemberLedger with(List<ConnectorLedger> newConnectors) {
        return changed(l -> l.connectors = newConnectors);
    }

    private MemberLedger with(
            List<Long> newDefaults,
            boolean isSettled,
            @Nullable PendingDefault order,
            @Nullable Instant retry,
            @Nullable Instant accepted,
            @Nullable Verdict verdict) {
        return changed(l -> {
            l.defaults = newDefaults;
            l.settled = isSettled;
            l.pending = order;
            l.retryAt = retry;
            l.acceptedAt = accepted;
            l.lastVerdict = verdict;
        });
    }

    private MemberLedger withForeign(List<Foreign> profiles, boolean isSettled) {
        return changed(l -> {
            l.settled = isSettled;
            l.foreign = profiles;
        });
    }

    private MemberLedger withClearing(List<Clearing> profiles) {
        return changed(l -> l.clearing = profiles);
    }

    private MemberLedger withLeaving(@Nullable List<Integer> ids) {
        return changed(l -> l.leaving = ids);
    }

    /** The same, but for what is set on the copy. */
    private MemberLedger changed(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.ledger();
    }

    /** A MemberLedger in the making. */
    private static final class Copy {
        private String chargePointId;
        private boolean online;
        private @Nullable Long epoch;
        private @Nullable Instant since;
        private List<Long> defaults;
        private boolean settled;
        private @Nullable PendingDefault pending;
        private @Nullable Instant retryAt;
        private @Nullable Instant acceptedAt;
        private @Nullable Verdict lastVerdict;
        private @Nullable Long wattsPerAmpere;
        private List<Foreign> foreign;
        private List<Clearing> clearing;
        private @Nullable List<Integer> leaving;
        private List<ConnectorLedger> connectors;

        Copy(MemberLedger of) {
            chargePointId = of.chargePointId();
            online = of.online();
            epoch = of.epoch();
            since = of.since();
            defaults = of.defaults();
            settled = of.settled();
            pending = of.pending();
            retryAt = of.retryAt();
            acceptedAt = of.acceptedAt();
            lastVerdict = of.lastVerdict();
            wattsPerAmpere = of.wattsPerAmpere();
            foreign = of.foreign();
            clearing = of.clearing();
            leaving = of.leaving();
            connectors = of.connectors();
        }

        MemberLedger ledger() {
            return new MemberLedger(
                    chargePointId,
                    online,
                    epoch,
                    since,
                    defaults,
                    settled,
                    pending,
                    retryAt,
                    acceptedAt,
                    lastVerdict,
                    wattsPerAmpere,
                    foreign,
                    clearing,
                    leaving,
                    connectors);
        }
    }
}
