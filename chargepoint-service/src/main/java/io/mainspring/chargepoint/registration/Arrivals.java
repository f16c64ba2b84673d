package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.ConnectionNotice;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those who were told to move to a higher security profile, and have come with it: the old door is shut at once. */
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

    /** Among those who were just heard to be connected. Within the transaction of the poll. */
    public List<Arrival> among(List<ConnectionNotice> notices) {
        return sql.sql(
                        """
                        select c.charge_point_id, c.next_security_profile
                        from charge_point c join presence p using (charge_point_key)
                        where c.charge_point_key = any(?)
                          and p.security_profile = c.next_security_profile and p.connected
                        """)
                .param(
                        notices.stream()
                                .map(notice -> ChargePointId.keyOf(notice.chargePointId()))
                                .toArray(String[]::new))
                .query((row, _) -> new Arrival(new ChargePointId(row.getString(1)), row.getInt(2)))
                .list();
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
}
