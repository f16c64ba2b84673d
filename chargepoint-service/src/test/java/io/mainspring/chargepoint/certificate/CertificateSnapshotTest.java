package io.mainspring.chargepoint.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.ocpp.v16.type.CertificateUse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChargepointServiceTest
class CertificateSnapshotTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Autowired private CommandGateway commands;
    @Autowired private PollTransaction transaction;
    @Autowired private Configuration axon;

    private final ChargePointId id = new ChargePointId("CP-" + UUID.randomUUID());
    private final String stream = CertificateCommand.streamOf(id);

    @Test
    void certificatesReadBackFromTheirSnapshotAreThoseThatTheEventsTell() {
        transaction.execute(() -> {
            signed("aa");
            signed("bb");
            commands.sendAndWait(new CertificateCommand.StartSending(id, "bb", false, "tests", AT));
            for (int i = 0; i < 100; i++) {
                reportRoots();
            }
            return null;
        });
        reportRoots();
        await().untilAsserted(() -> assertThat(firstOfStream()).isInstanceOf(snapshot()));

        var readBack = cold();

        assertThat(readBack).usingRecursiveComparison().isEqualTo(replayed());
        assertThat(readBack).hasToString(stream + " 2 certificates");
    }

    private void signed(String serialNumber) {
        var requestId = UUID.randomUUID();
        commands.sendAndWait(
                new CertificateCommand.Request(
                        id, requestId, "CSR " + serialNumber, id.value(), false, null, AT));
        commands.sendAndWait(new CertificateCommand.StartSigning(id, requestId, AT));
        commands.sendAndWait(
                new CertificateCommand.RecordSigned(
                        id, requestId, serialNumber, "CN=" + id, AT, AT, "PEM", AT));
    }

    private void reportRoots() {
        commands.sendAndWait(
                new CertificateCommand.ReportRoots(
                        id,
                        CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE,
                        List.of(),
                        UUID.randomUUID(),
                        AT));
    }

    private Object firstOfStream() {
        return axon.eventStore().readEvents(stream).next().getPayload();
    }

    private static Class<?> snapshot() {
        return ChargePointCertificates.class;
    }

    /** As a replica loads it that never held it. */
    private ChargePointCertificates cold() {
        var unit = DefaultUnitOfWork.startAndGet(null);
        try {
            return EventSourcingRepository.builder(ChargePointCertificates.class)
                    .eventStore(axon.eventStore())
                    .build()
                    .load(stream)
                    .invoke(aggregate -> aggregate);
        } finally {
            unit.rollback();
        }
    }

    private ChargePointCertificates replayed() {
        var replayed = new ChargePointCertificates();
        axon.eventStore()
                .readEvents(stream, 0)
                .asStream()
                .map(DomainEventMessage::getPayload)
                .forEach(event -> replayed.on((CertificateEvent) event));
        return replayed;
    }
}
