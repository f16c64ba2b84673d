package io.mainspring.smartcharging.site;

import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.ChargePointKey;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators send, checked and completed. Every refusal names its field. */
@Component
class SiteForms {

    private static final int MOST_CONNECTORS = 100;
    private static final int MOST_PERIODS = 200;

    private final Clock clock;

    SiteForms(Clock clock) {
        this.clock = clock;
    }

    /** A new site; what is left out is as {@link SiteSettings#DEFAULTS} say. */
    record NewSite(
            @Nullable String name,
            @Nullable Limit gridLimit,
            @Nullable Settings settings,
            @Nullable List<Joining> members) {}

    /** Name and settings; what is left out of the settings is as the defaults say. */
    record Change(@Nullable String name, @Nullable Settings settings) {}

    /** @param nominalVoltage 230 if left out */
    record Limit(
            GridLimit.@Nullable Unit unit,
            @Nullable BigDecimal limit,
            @Nullable Integer nominalVoltage,
            @Nullable List<LimitPeriod> periods) {}

    /** As {@link SiteSettings}. */
    record Settings(
            @Nullable BigDecimal floor,
            @Nullable BigDecimal safeCurrent,
            @Nullable BigDecimal threshold,
            @Nullable Integer interval,
            @Nullable Integer lease,
            @Nullable Integer clockTolerance) {}

    /**
     * A charge point that is to be in the site.
     *
     * @param connectors 1 if left out
     * @param maxCurrent 32 A if left out
     * @param priority 0 if left out
     * @param rateUnit A if left out
     */
    record Joining(
            @Nullable String chargePointId,
            @Nullable Integer connectors,
            @Nullable BigDecimal maxCurrent,
            @Nullable Integer priority,
            Member.@Nullable RateUnit rateUnit) {}

    String name(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > 100) {
            throw Problem.badRequest("/name", "must have 1 to 100 characters");
        }
        return name;
    }

    GridLimit limit(@Nullable Limit form, String at) {
        if (form == null) {
            throw Problem.badRequest(at, "is required");
        }
        if (form.unit() == null) {
            throw Problem.badRequest(at + "/unit", "must be A or W");
        }
        int voltage = Objects.requireNonNullElse(form.nominalVoltage(), 230);
        if (voltage < 50 || voltage > 1000) {
            throw Problem.badRequest(at + "/nominalVoltage", "must be 50 to 1000");
        }
        var periods = Objects.requireNonNullElse(form.periods(), List.<LimitPeriod>of());
        if (periods.size() > MOST_PERIODS) {
            throw Problem.badRequest(at + "/periods", "must be " + MOST_PERIODS + " at most");
        }
        for (int i = 0; i < periods.size(); i++) {
            check(periods.get(i), at + "/periods/" + i);
        }
        return new GridLimit(form.unit(), positive(form.limit(), at + "/limit"), voltage, periods);
    }

    SiteSettings settings(@Nullable Settings form) {
        var usual = SiteSettings.DEFAULTS;
        if (form == null) {
            return usual;
        }
        var settings =
                new SiteSettings(
                        Objects.requireNonNullElse(form.floor(), usual.floor()),
                        form.safeCurrent(),
                        Objects.requireNonNullElse(form.threshold(), usual.threshold()),
                        Objects.requireNonNullElse(form.interval(), usual.interval()),
                        Objects.requireNonNullElse(form.lease(), usual.lease()),
                        Objects.requireNonNullElse(form.clockTolerance(), usual.clockTolerance()));
        positive(settings.floor(), "/settings/floor");
        positive(settings.threshold(), "/settings/threshold");
        between(settings.interval(), 1, 86_400, "/settings/interval");
        between(settings.clockTolerance(), 0, 120, "/settings/clockTolerance");
        between(
                settings.lease(),
                Math.max(60, 4 * settings.clockTolerance()),
                86_400,
                "/settings/lease");
        var safe = settings.safeCurrent();
        if (safe != null && safe.signum() != 0 && safe.compareTo(settings.floor()) < 0) {
            throw Problem.badRequest("/settings/safeCurrent", "must be 0 or not below the floor");
        }
        return settings;
    }

    List<Member> members(@Nullable List<Joining> forms) {
        var members = new ArrayList<Member>();
        var ids = new HashSet<String>();
        int index = 0;
        for (var form : Objects.requireNonNullElse(forms, List.<Joining>of())) {
            var member = member(form.chargePointId(), form, "/members/" + index++);
            if (!ids.add(ChargePointKey.of(member.chargePointId()))) {
                throw Problem.badRequest(
                        "/members/" + (index - 1) + "/chargePointId", "stands there twice");
            }
            members.add(member);
        }
        return members;
    }

    Member member(@Nullable String chargePointId, Joining form, String at) {
        if (chargePointId == null || chargePointId.isBlank() || chargePointId.length() > 255) {
            throw Problem.badRequest(at + "/chargePointId", "must have 1 to 255 characters");
        }
        int connectors = Objects.requireNonNullElse(form.connectors(), 1);
        between(connectors, 1, MOST_CONNECTORS, at + "/connectors");
        var most = Objects.requireNonNullElse(form.maxCurrent(), BigDecimal.valueOf(32));
        return new Member(
                chargePointId,
                connectors,
                positive(most, at + "/maxCurrent"),
                Objects.requireNonNullElse(form.priority(), 0),
                Objects.requireNonNullElse(form.rateUnit(), Member.RateUnit.A));
    }

    /** A safe current that somebody chose has to fit; one that we choose gives way by itself. */
    void checkTogether(GridLimit limit, SiteSettings settings, List<Member> members) {
        var safe = settings.safeCurrent();
        if (safe != null
                && safe.signum() > 0
                && settings.safeTenths(limit, members, clock.instant()) == 0) {
            throw Problem.badRequest(
                    "/settings/safeCurrent",
                    "all connectors together would exceed the lowest grid limit");
        }
    }

    private static void check(LimitPeriod period, String at) {
        if (period.start() == null) {
            throw Problem.badRequest(at + "/start", "is required");
        }
        positive(period.limit(), at + "/limit");
        var recurrency = period.recurrency();
        between(
                period.duration(),
                1,
                recurrency == null ? 10 * 366 * 86_400 : recurrency.seconds(),
                at + "/duration");
    }

    private static BigDecimal positive(@Nullable BigDecimal value, String at) {
        if (value == null
                || value.signum() <= 0
                || value.compareTo(BigDecimal.valueOf(100_000_000)) > 0) {
            throw Problem.badRequest(at, "must be greater than 0");
        }
        return value;
    }

    private static void between(int value, int least, int most, String at) {
        if (value < least || value > most) {
            throw Problem.badRequest(at, "must be %d to %d".formatted(least, most));
        }
    }
}
