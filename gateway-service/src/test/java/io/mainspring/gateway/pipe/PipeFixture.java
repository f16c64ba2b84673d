package io.mainspring.gateway.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.Result;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.ocpp.codec.Repair;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A pipe of charge point CP-7, what it has put out, and shorthand for what comes in. */
final class PipeFixture implements Outputs, PipeMeter {

    static final String ID = "CP-7";
    static final int PARTITION = 5;
    static final long EPOCH = 42;
    static final Duration TIME_OUT = Duration.ofSeconds(10);

    final TestClock clock = new TestClock();
    final List<String> sent = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<Result> results = new ArrayList<>();
    final List<UnreadableFrame> kept = new ArrayList<>();
    final List<String> counted = new ArrayList<>();
    @Nullable CloseReason closed;
    private long lastTicket;

    final Pipes pipes;
    final ChargePointPipe pipe;

    private PipeFixture(@Nullable Admission admission, PipeSettings settings) {
        this.pipes = new Pipes(settings, clock, () -> new UUID(1, 2), this, () -> PARTITION);
        this.pipe = pipes.open(ID, admission, this);
    }

    private PipeFixture(Pipes pipes, @Nullable Admission admission) {
        this.pipes = pipes;
        this.pipe = pipes.open(ID, admission, this);
    }

    /** The same charge point on its next socket at this gateway. */
    PipeFixture onItsNextSocket(@Nullable Admission admission) {
        var next = new PipeFixture(pipes, admission);
        next.pipe.connected(EPOCH + 1);
        return next;
    }

    static PipeSettings settings() {
        return new PipeSettings(
                TIME_OUT, 4, 10_000, 3, Duration.ofSeconds(60), Set.of(Action.SIGN_CERTIFICATE));
    }

    static Admission admission(@Nullable RegistrationStatus registration, boolean strict) {
        return new Admission(ID, registration, 0, null, null, List.of(), true, strict);
    }

    /** Booted once, connected, and known to Kafka. */
    static PipeFixture accepted() {
        return connected(RegistrationStatus.ACCEPTED);
    }

    static PipeFixture connected(@Nullable RegistrationStatus registration) {
        var fixture = notYetAnnounced(registration);
        fixture.pipe.connected(EPOCH);
        return fixture;
    }

    static PipeFixture notYetAnnounced(@Nullable RegistrationStatus registration) {
        return new PipeFixture(admission(registration, false), settings());
    }

    static PipeFixture unknown() {
        var fixture = new PipeFixture(null, settings());
        fixture.pipe.connected(EPOCH);
        return fixture;
    }

    static PipeFixture strict() {
        var fixture = new PipeFixture(admission(RegistrationStatus.ACCEPTED, true), settings());
        fixture.pipe.connected(EPOCH);
        return fixture;
    }

    void receives(String frame) {
        pipe.received(frame.getBytes(UTF_8));
    }

    void receivesCall(String uniqueId, String action, String payload) {
        receives("[2,\"%s\",\"%s\",%s]".formatted(uniqueId, action, payload));
    }

    void receivesAuthorize(String uniqueId) {
        receivesCall(uniqueId, "Authorize", "{\"idTag\":\"DEADBEEF\"}");
    }

    void receivesBoot(String uniqueId) {
        receivesCall(
                uniqueId,
                "BootNotification",
                "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}");
    }

    void receivesStatus(String uniqueId) {
        receivesCall(
                uniqueId,
                "StatusNotification",
                "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}");
    }

    void kafkaHoldsIt() {
        pipe.published(lastTicket, true);
    }

    void kafkaRefusesIt() {
        pipe.published(lastTicket, false);
    }

    void ownerReplies(String uniqueId, String payload) {
        pipe.delivered(new Delivery.Reply(ID, address(EPOCH), uniqueId, payload.getBytes(UTF_8)));
    }

    void bootIsAnswered(String uniqueId, String status) {
        ownerReplies(
                uniqueId,
                """
                {"status":"%s","currentTime":"2026-03-01T10:00:00Z","interval":300}\
                """
                        .formatted(status));
    }

    void isSent(String uniqueId, Action action, String payload) {
        pipe.delivered(
                new Delivery.Send(
                        ID,
                        address(EPOCH),
                        uniqueId,
                        action,
                        clock.instant().plusSeconds(30),
                        payload.getBytes(UTF_8)));
    }

    static ReturnAddress address(long epoch) {
        return new ReturnAddress(PARTITION, epoch);
    }

    void timePasses(Duration duration) {
        clock.advance(duration);
        pipe.tick();
    }

    static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }

    @Override
    public void send(byte[] frame) {
        sent.add(text(frame));
    }

    @Override
    public void publish(long ticket, Request request) {
        lastTicket = ticket;
        requests.add(request);
    }

    @Override
    public void publish(long ticket, UnreadableFrame frame) {
        lastTicket = ticket;
        kept.add(frame);
    }

    @Override
    public void publish(Result result) {
        results.add(result);
    }

    @Override
    public void close(CloseReason reason) {
        closed = reason;
    }

    @Override
    public void answered(@Nullable Action action, CallOutcome outcome, long nanos) {
        counted.add((action == null ? "unknown" : action.wireName()) + " " + outcome.wireName());
    }

    @Override
    public void repaired(Repair repair) {
        counted.add("repaired " + repair.wireName());
    }

    @Override
    public void ignored(IgnoredFrame reason) {
        counted.add("ignored " + reason.wireName());
    }

    @Override
    public void dropped(DroppedDelivery reason) {
        counted.add("dropped " + reason.wireName());
    }
}
