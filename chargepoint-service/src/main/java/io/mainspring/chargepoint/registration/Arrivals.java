package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.ConnectionNotice;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What it tells that a charge point came in, and by what: the move to a higher security profile is done, so the old door is
 * shut at once; and of two keys the one that was used is the right one.
 */
@Component
public class Arrivals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final JdbcClient sql;
    private final CommandGateway commands;
    private final Clock clock;

    Arrivals(JdbcClient sql, CommandGateway commands, Clock clock) {
        this.sql = sql;
        this.commands = commands;
        this.clock = clock;
    }

    /** Somebody who is moving, and where to. */
    public record Arrival(ChargePointId id, int securityProfile) {}

    /**
     * Within the unit of work of the poll, and before it holds any row that a boot waits for: two statements, and a command
     * per change.
     */
    public void see(List<ConnectionNotice> notices) {
        var connected =
                notices.stream()
                        .filter(n -> n.state() == ConnectionNotice.State.CONNECTED)
                        .toList();
        if (!connected.isEmpty()) {
            movers(connected).forEach(this::welcome);
            usersOfUnsureKeys(connected).forEach(commands::sendAndWait);
        }
    }

    /** Whom that has missed: the projection may have learnt of the move after the socket. */
    public List<Arrival> missed() {
        return sql.sql(
                        """
                        select c.charge_point_id, c.next_security_profile
                        from charge_point c join presence p using (charge_point_key)
                        where c.next_security_profile is not null
                          and p.security_profile = c.next_security_profile
                          and (p.connected or p.since >= c.next_profile_since)
                        limit 100
                        """)
                .query((row, _) -> new Arrival(new ChargePointId(row.getString(1)), row.getInt(2)))
                .list();
    }

    public void welcome(Arrival arrival) {
        commands.sendAndWait(
                new ChargePointCommand.ReachProfile(
                        arrival.id(), arrival.securityProfile(), clock.instant()));
        log.info(
                "security profile raised chargePoint={} securityProfile={}",
                arrival.id(),
                arrival.securityProfile());
    }

    private List<Arrival> movers(List<ConnectionNotice> connected) {
        return sql.sql(
                        """
                        select c.charge_point_id, c.next_security_profile
                        from charge_point c
                        join unnest(?::text[], ?::int[]) as came (key, profile)
                            on c.charge_point_key = came.key
                                and c.next_security_profile = came.profile
                        """)
                .params(
                        keys(connected),
                        connected.stream()
                                .map(ConnectionNotice::securityProfile)
                                .toArray(Integer[]::new))
                .query((row, _) -> new Arrival(new ChargePointId(row.getString(1)), row.getInt(2)))
                .list();
    }

    private List<ChargePointCommand.SeeKey> usersOfUnsureKeys(List<ConnectionNotice> connected) {
        return sql.sql(
                        """
                        select c.charge_point_id, came.salt, came.at
                        from charge_point c
                        join unnest(?::text[], ?::text[], ?::timestamptz[]) as came (key, salt, at)
                            on c.charge_point_key = came.key
                        where came.salt is not null
                          and jsonb_path_exists(c.state, '$.keys[*] ? (@.standing != "AGREED")')
                        order by came.at
                        """)
                .params(
                        keys(connected),
                        connected.stream().map(ConnectionNotice::keySalt).toArray(String[]::new),
                        connected.stream().map(n -> n.at().toString()).toArray(String[]::new))
                .query((row, _) ->
                        new ChargePointCommand.SeeKey(
                                new ChargePointId(row.getString(1)),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    private static String[] keys(List<ConnectionNotice> notices) {
        return notices.stream()
                .map(notice -> ChargePointId.keyOf(notice.chargePointId()))
                .toArray(String[]::new);
    }
}
