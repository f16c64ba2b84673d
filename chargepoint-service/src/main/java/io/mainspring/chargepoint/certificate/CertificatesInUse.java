package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.ConnectionNotice;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sees with which of its certificates a charge point comes. */
@Component
public class CertificatesInUse {

    private final JdbcClient sql;
    private final CommandGateway commands;
    private final Clock clock;

    CertificatesInUse(JdbcClient sql, CommandGateway commands, Clock clock) {
        this.sql = sql;
        this.commands = commands;
        this.clock = clock;
    }

    /** Within the unit of work of the poll: one statement, and a command per change. */
    public void see(List<ConnectionNotice> notices) {
        var keys = new ArrayList<String>();
        var serialNumbers = new ArrayList<String>();
        for (var notice : notices) {
            if (notice.state() == ConnectionNotice.State.CONNECTED
                    && notice.certificateSerialNumber() != null) {
                keys.add(ChargePointId.keyOf(notice.chargePointId()));
                serialNumbers.add(notice.certificateSerialNumber());
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        sql.sql(
                        """
                        select c.charge_point_id, c.serial_number
                        from charge_point_certificate c
                        join unnest(?::text[], ?::text[]) as shown (key, serial_number)
                             on c.charge_point_key = shown.key
                                and c.serial_number = shown.serial_number
                        where c.state not in ('InUse', 'Revoked', 'Expired')
                        """)
                .params(keys.toArray(String[]::new), serialNumbers.toArray(String[]::new))
                .query((row, _) ->
                        new CertificateCommand.SeeInUse(
                                new ChargePointId(row.getString(1)),
                                row.getString(2),
                                clock.instant()))
                .list()
                .forEach(commands::sendAndWait);
    }
}
