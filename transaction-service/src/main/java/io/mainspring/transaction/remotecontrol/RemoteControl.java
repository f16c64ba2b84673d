package io.mainspring.transaction.remotecontrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.smartcharging.ChargingProfileTerms;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.transaction.SqlTime;
import io.mainspring.transaction.remotecontrol.RemoteRequest.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code remote_request}. A request is Pending until the charge point answers, Accepted
 * until its transaction starts or stops, and ends as Fulfilled, Refused, Failed or Expired.
 */
@Component
public class RemoteControl {

    private final JdbcClient sql;

    RemoteControl(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * The awaited ones of some charge points, oldest first.
     *
     * @param chargePointKeys charge point ids in lower case
     */
    public List<RemoteRequest> awaited(Collection<String> chargePointKeys) {
        if (chargePointKeys.isEmpty()) {
            return List.of();
        }
        return sql.sql(
                        """
                        select command_id, kind, charge_point_id, connector_id, id_tag,
                            transaction_id, requested_at, deadline, charging_profile::text
                        from remote_request
                        where lower(charge_point_id) = any(?::text[])
                            and state in ('Pending', 'Accepted')
                        order by requested_at, command_id
                        """)
                .param(chargePointKeys.toArray(String[]::new))
                .query((row, _) ->
                        new RemoteRequest(
                                row.getObject(1, UUID.class),
                                Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                                row.getString(3),
                                row.getObject(4, Integer.class),
                                row.getString(5),
                                row.getObject(6, Integer.class),
                                profile(row.getString(9)),
                                SqlTime.require(row, 7),
                                SqlTime.require(row, 8)))
                .list();
    }

    /**
     * Something came of a request.
     *
     * @param transactionId what it started or stopped
     */
    public record Fulfilment(UUID commandId, int transactionId, Instant at) {}

    /** Ends requests whose transaction has started or stopped, in one statement. */
    public void fulfil(List<Fulfilment> fulfilments) {
        if (fulfilments.isEmpty()) {
            return;
        }
        sql.sql(
                        """
                        update remote_request r
                        set state = 'Fulfilled', transaction_id = u.transaction_id,
                            settled_at = u.at
                        from unnest(?::uuid[], ?::int[], ?::timestamptz[])
                            as u (command_id, transaction_id, at)
                        where r.command_id = u.command_id
                        """)
                .params(
                        fulfilments.stream()
                                .map(f -> f.commandId().toString())
                                .toArray(String[]::new),
                        fulfilments.stream().map(Fulfilment::transactionId).toArray(Integer[]::new),
                        fulfilments.stream().map(f -> SqlTime.write(f.at())).toArray(String[]::new))
                .update();
    }

    /** Written before the call is sent, so the transaction cannot come first. */
    void add(RemoteRequest request, String requestedBy) {
        sql.sql(
                        """
                        insert into remote_request (command_id, kind, charge_point_id, connector_id,
                            id_tag, transaction_id, charging_profile, requested_at, requested_by,
                            deadline, state)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::timestamptz, ?, ?::timestamptz,
                            'Pending')
                        on conflict (command_id) do nothing
                        """)
                .param(request.commandId())
                .param(request.kind() == Kind.START ? "Start" : "Stop")
                .param(request.chargePointId())
                .param(request.connectorId())
                .param(request.idTag())
                .param(request.transactionId())
                .param(text(request.chargingProfile()))
                .param(SqlTime.write(request.requestedAt()))
                .param(requestedBy)
                .param(SqlTime.write(request.deadline()))
                .update();
    }

    /** The charge point will try: from now on, its time to do so is known. */
    void accept(UUID commandId, @Nullable Instant deadline) {
        sql.sql(
                        """
                        update remote_request
                        set state = 'Accepted', deadline = coalesce(?::timestamptz, deadline)
                        where command_id = ? and state = 'Pending'
                        """)
                .param(SqlTime.write(deadline))
                .param(commandId)
                .update();
    }

    /**
     * It will come to nothing.
     *
     * @param state Refused by the charge point, or Failed on the way
     */
    void end(UUID commandId, String state, Instant at) {
        sql.sql(
                        """
                        update remote_request set state = ?, settled_at = ?::timestamptz
                        where command_id = ? and state = 'Pending'
                        """)
                .param(state)
                .param(SqlTime.write(at))
                .param(commandId)
                .update();
    }

    /**
     * Ends what has been awaited for too long.
     *
     * @return how many
     */
    int expire(Instant now) {
        return sql.sql(
                        """
                        update remote_request set state = 'Expired', settled_at = deadline
                        where state in ('Pending', 'Accepted') and deadline < ?::timestamptz
                        """)
                .param(SqlTime.write(now))
                .update();
    }

    private static @Nullable String text(@Nullable ChargingProfile profile) {
        return profile == null
                ? null
                : new String(ContractJson.write(ChargingProfileTerms.of(profile)), UTF_8);
    }

    private static @Nullable ChargingProfile profile(@Nullable String json) {
        return json == null
                ? null
                : ContractJson.read(ChargingProfileTerms.class, json.getBytes(UTF_8)).profile();
    }
}
