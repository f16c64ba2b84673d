package io.mainspring.chargepoint.certificate;

import static java.time.ZoneOffset.UTC;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One row per certificate that a charge point asked for, with the newest that is known of it. */
@Component
class CertificateProjection implements Projection {

    private final JdbcClient sql;

    CertificateProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(CertificateEvent.class);
    }

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public List<String> tables() {
        return List.of("charge_point_certificate");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            if (stored.payload() instanceof CertificateEvent event) {
                handle(event);
            }
        }
    }

    private void handle(CertificateEvent event) {
        switch (event) {
            case CertificateEvent.Requested e ->
                    begin(
                            e,
                            e.requestId(),
                            Certificates.REQUESTED,
                            null,
                            e.request(),
                            e.commonName());
            case CertificateEvent.Refused e ->
                    begin(e, e.requestId(), "Refused", e.why(), null, null);
            case CertificateEvent.SigningStarted e ->
                    move(e.requestId(), Certificates.SIGNING, null, e.at());
            case CertificateEvent.Signed e -> signed(e);
            case CertificateEvent.SigningFailed e ->
                    move(e.requestId(), "SigningFailed", e.why(), e.at());
            case CertificateEvent.Sent e -> sent(e);
            case CertificateEvent.Accepted e ->
                    move(e, e.serialNumber(), Certificates.ACCEPTED, null);
            case CertificateEvent.Rejected e -> move(e, e.serialNumber(), "Rejected", e.why());
            case CertificateEvent.Undelivered e ->
                    move(e, e.serialNumber(), "Undelivered", e.why());
            case CertificateEvent.SeenInUse e -> use(e);
            case CertificateEvent.RenewalAsked e -> renewalAsked(e);
            case CertificateEvent.Revoked e -> move(e, e.serialNumber(), "Revoked", "by " + e.by());
            case CertificateEvent.Expired e -> move(e, e.serialNumber(), "Expired", null);
            case CertificateEvent.Invited _,
                    CertificateEvent.RootsReported _,
                    CertificateEvent.RootInstalled _,
                    CertificateEvent.RootDeleted _ -> {}
        }
    }

    private void begin(
            CertificateEvent e,
            UUID requestId,
            String state,
            @Nullable String detail,
            @Nullable String request,
            @Nullable String commonName) {
        sql.sql(
                        """
                        insert into charge_point_certificate (request_id, charge_point_key,
                            charge_point_id, state, detail, requested_at, changed_at, request,
                            common_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (request_id) do nothing
                        """)
                .params(
                        java.util.Arrays.asList(
                                requestId,
                                e.id().key(),
                                e.chargePointId(),
                                state,
                                detail,
                                e.at().atOffset(UTC),
                                e.at().atOffset(UTC),
                                request,
                                commonName))
                .update();
    }

    private void signed(CertificateEvent.Signed e) {
        sql.sql(
                        """
                        update charge_point_certificate
                        set state = ?, detail = null, changed_at = ?, serial_number = ?,
                            subject = ?, not_before = ?, not_after = ?, chain = ?
                        where request_id = ?
                          and not exists (select 1 from charge_point_certificate
                                          where charge_point_key = ? and serial_number = ?)
                        """)
                .params(
                        Certificates.SIGNED,
                        e.at().atOffset(UTC),
                        e.serialNumber(),
                        e.subject(),
                        e.notBefore().atOffset(UTC),
                        e.notAfter().atOffset(UTC),
                        e.chain(),
                        e.requestId(),
                        e.id().key(),
                        e.serialNumber())
                .update();
    }

    /** One in use is no worse for being sent again. */
    private void sent(CertificateEvent.Sent e) {
        sql.sql(
                        """
                        update charge_point_certificate
                        set state = 'Sent', detail = null, changed_at = ?
                        where charge_point_key = ? and serial_number = ? and state <> 'InUse'
                        """)
                .params(e.at().atOffset(UTC), e.id().key(), e.serialNumber())
                .update();
    }

    private void use(CertificateEvent.SeenInUse e) {
        sql.sql(
                        """
                        update charge_point_certificate o
                        set state = 'Replaced', detail = null, changed_at = ?
                        from charge_point_certificate u
                        where u.charge_point_key = ? and u.serial_number = ?
                          and o.charge_point_key = u.charge_point_key
                          and o.request_id <> u.request_id
                          and (o.state = 'InUse'
                               or (o.state = 'Accepted' and o.requested_at < u.requested_at))
                        """)
                .params(e.at().atOffset(UTC), e.id().key(), e.serialNumber())
                .update();
        move(e, e.serialNumber(), Certificates.IN_USE, null);
    }

    private void renewalAsked(CertificateEvent.RenewalAsked e) {
        sql.sql(
                        """
                        update charge_point_certificate set renewal_asked_at = ?
                        where charge_point_key = ? and serial_number = ?
                        """)
                .params(e.at().atOffset(UTC), e.id().key(), e.serialNumber())
                .update();
    }

    private void move(UUID requestId, String state, @Nullable String detail, Instant at) {
        sql.sql(
                        """
                        update charge_point_certificate
                        set state = ?, detail = ?, changed_at = ? where request_id = ?
                        """)
                .param(state)
                .param(detail)
                .param(at.atOffset(UTC))
                .param(requestId)
                .update();
    }

    private void move(
            CertificateEvent e, String serialNumber, String state, @Nullable String detail) {
        sql.sql(
                        """
                        update charge_point_certificate
                        set state = ?, detail = ?, changed_at = ?
                        where charge_point_key = ? and serial_number = ?
                        """)
                .param(state)
                .param(detail)
                .param(e.at().atOffset(UTC))
                .param(e.id().key())
                .param(serialNumber)
                .update();
    }
}
