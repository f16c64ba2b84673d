package io.mainspring.smartcharging.site;

import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.configuration.KnownChargePoint;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators send, checked and completed. Every refusal names its field. */
@Component
class SiteForms {

    private static final int MOST_MEMBERS = 500;
    private static final Instant FAR_AWAY = Instant.parse("2200-01-01T00:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final int MOST_PERIODS = 200;

    private final KnownChargePoints chargePoints;
    private final Clock clock;

    SiteForms(KnownChargePoints chargePoints, Clock clock) {
        this.chargePoints = chargePoints;
        this.clock = clock;
    }

    /** A new site; what is left out is as {@link SiteSettings#DEFAULTS} say. */
    record NewSite(
            @Nullable String name,
            @Nullable Limit gridLimit,
            @Nullable Settings settings,
            @Nullable List<@Nullable Joining> members) {}

    /** Name and settings; what is left out of the settings is as the defaults say. */
    record Change(@Nullable String name, @Nullable Settings settings) {}

    /** @param nominalVoltage 230 if left out */
    record Limit(
            GridLimit.@Nullable Unit unit,
            @Nullable BigDecimal limit,
            @Nullable Integer nominalVoltage,
            @Nullable List<@Nullable LimitPeriod> periods) {}

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
     * @param connectors if left out, as many as are known, at least 1
     * @param maxCurrent if left out, 32 A
     * @param priority if left out, 0
     * @param rateUnit if left out, A; a charge point that is known to take only the other one gets that
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
        var forms = Objects.requireNonNullElse(form.periods(), List.<@Nullable LimitPeriod>of());
        if (forms.size() > MOST_PERIODS) {
            throw Problem.badRequest(at + "/periods", "must be " + MOST_PERIODS + " at most");
        }
        var periods = new ArrayList<LimitPeriod>();
        for (int i = 0; i < forms.size(); i++) {
            periods.add(checked(forms.get(i), at + "/periods/" + i));
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
        if (safe != null && safe.signum() != 0) {
            positive(safe, "/settings/safeCurrent");
            if (safe.compareTo(settings.floor()) < 0) {
                throw Problem.badRequest(
                        "/settings/safeCurrent", "must be 0 or not below the floor");
            }
        }
        return settings;
    }

    List<Member> members(@Nullable List<@Nullable Joining> forms) {
        var members = new ArrayList<Member>();
        var ids = new HashSet<String>();
        var all = Objects.requireNonNullElse(forms, List.<@Nullable Joining>of());
        if (all.size() > MOST_MEMBERS) {
            throw Problem.badRequest("/members", "must be " + MOST_MEMBERS + " at most");
        }
        for (int i = 0; i < all.size(); i++) {
            var at = "/members/" + i;
            var form = all.get(i);
            if (form == null) {
                throw Problem.badRequest(at, "is required");
            }
            var id = chargePointId(form.chargePointId(), at + "/chargePointId");
            if (!ids.add(ChargePointKey.of(id))) {
                throw Problem.badRequest(at + "/chargePointId", "stands there twice");
            }
            members.add(terms(id, form, at, true).member(chargePoints.spellingOf(id)));
        }
        return members;
    }

    String chargePointId(@Nullable String id, String at) {
        if (id == null || id.isBlank() || id.length() > 255) {
            throw Problem.badRequest(at, "must have 1 to 255 characters");
        }
        return id;
    }

    /** @param isNew what is left out is chosen; else it stays as it is */
    Member.Terms terms(String chargePointId, Joining form, String at, boolean isNew) {
        int known = chargePoints.find(chargePointId).map(KnownChargePoint::connectors).orElse(0);
        var connectors = form.connectors();
        if (connectors != null) {
            between(connectors, 1, Member.MOST_CONNECTORS, at + "/connectors");
            if (connectors < known) {
                throw Problem.badRequest(
                        at + "/connectors",
                        "must be %d at least: so many are known".formatted(known));
            }
        } else if (isNew && known > 0) {
            connectors = Math.min(known, Member.MOST_CONNECTORS);
        }
        var most = form.maxCurrent();
        return new Member.Terms(
                connectors,
                most == null ? null : positive(most, at + "/maxCurrent"),
                form.priority(),
                form.rateUnit());
    }

    void checkNumber(List<Member> members) {
        if (members.size() > MOST_MEMBERS) {
            throw Problem.conflict(
                    "The site has " + MOST_MEMBERS + " charge points, the most there may be.");
        }
    }

    /** A safe current that somebody chose has to fit; one that we choose gives way by itself. */
    void checkTogether(GridLimit limit, SiteSettings settings, List<Member> members, String at) {
        var safe = settings.safeCurrent();
        if (safe != null
                && safe.signum() > 0
                && settings.safeTenths(limit, members, clock.instant()) == 0) {
            throw Problem.badRequest(
                    at,
                    "with the safe current of %s A all connectors together would exceed the lowest grid limit"
                            .formatted(safe.toPlainString()));
        }
    }

    private static LimitPeriod checked(@Nullable LimitPeriod period, String at) {
        if (period == null || period.start() == null) {
            throw Problem.badRequest(at + "/start", "is required");
        }
        if (period.start().isBefore(LONG_AGO) || period.start().isAfter(FAR_AWAY)) {
            throw Problem.badRequest(at + "/start", "must lie in this or the next century");
        }
        positive(period.limit(), at + "/limit");
        var recurrency = period.recurrency();
        between(
                period.duration(),
                1,
                recurrency == null ? 10 * 366 * 86_400 : recurrency.seconds(),
                at + "/duration");
        return period;
    }

    private static BigDecimal positive(@Nullable BigDecimal value, String at) {
        if (value == null
                || value.signum() <= 0
                || value.compareTo(BigDecimal.valueOf(100_000_000)) > 0) {
            throw Problem.badRequest(at, "must be greater than 0");
        }
        return ofScale(value, at);
    }

    /** Decimals that nobody needs would be carried along in every look. */
    private static BigDecimal ofScale(BigDecimal value, String at) {
        if (value.scale() > 6 || value.scale() < -9) {
            throw Problem.badRequest(at, "must have six decimals at most");
        }
        return value;
    }

    private static void between(int value, int least, int most, String at) {
        if (value < least || value > most) {
            throw Problem.badRequest(at, "must be %d to %d".formatted(least, most));
        }
    }
}
