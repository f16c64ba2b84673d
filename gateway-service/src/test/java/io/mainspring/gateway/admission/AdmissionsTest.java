package io.mainspring.gateway.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.ConnectionNotice.State;
import io.mainspring.contracts.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionsTest {

    private final ReachedProfiles reached = new ReachedProfiles();
    private final List<Admission> told = new ArrayList<>();
    private final Admissions admissions =
            new Admissions(
                    reached,
                    new Admissions.AdmissionChanges() {
                        @Override
                        public void admitted(Admission admission) {
                            told.add(admission);
                        }

                        @Override
                        public void forgotten(String chargePointId) {}
                    },
                    () -> {});

    private static Admission admission(int profile, @Nullable Integer next) {
        return new Admission("CP-7", null, profile, next, null, List.of(), true, false);
    }

    private void admit(int profile, @Nullable Integer next) {
        read(admission(profile, next).toRecord());
    }

    private void read(ProducerRecord<String, byte[]> record) {
        admissions.read(new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value()));
    }

    private void connected(int profile, long epoch) {
        noticed(State.CONNECTED, profile, epoch);
    }

    private void noticed(State state, int profile, long epoch) {
        reached.noticed(
                new ConnectionNotice(
                        "cp-7",
                        state,
                        0,
                        "gateway-1",
                        epoch,
                        Instant.EPOCH,
                        profile,
                        "192.0.2.7",
                        null),
                epoch);
    }

    private void assertAdmitted(int profile, @Nullable Integer next) {
        assertThat(admissions.of("Cp-7")).isEqualTo(admission(profile, next));
    }

    @Test
    void whoHasComeWithTheNextProfileComesNoMoreWithTheFormer() {
        admit(1, 2);
        assertAdmitted(1, 2);

        reached.granted(Objects.requireNonNull(admissions.of("CP-7")), 2);

        assertAdmitted(2, null);
    }

    @Test
    void thatIsLearntFromOtherGatewaysToo() {
        admit(1, 2);
        connected(1, 40);
        assertAdmitted(1, 2);

        connected(2, 41);
        assertAdmitted(2, null);

        noticed(State.DISCONNECTED, 1, 40); // told late
        assertAdmitted(2, null);
        admit(1, 2); // its boot was accepted, say
        assertAdmitted(2, null);
        assertThat(told).endsWith(admission(2, null));
    }

    @Test
    void comingWithTheFormerProfileEndsNothing() {
        admit(1, 2);

        reached.granted(Objects.requireNonNull(admissions.of("CP-7")), 1);
        connected(1, 40);

        assertAdmitted(1, 2);
    }

    @Test
    void aFormerMoveSaysNothingAboutTheNext() {
        admit(1, 2);
        connected(2, 41);
        admit(2, null);
        admit(1, null); // an operator has lowered it

        admit(1, 2);

        assertAdmitted(1, 2);
    }

    @Test
    void anAdmissionThatNobodyUnderstandsAdmitsNobody() {
        var rubbish =
                new ProducerRecord<>(Topic.ADMISSIONS.name(), "CP-8", "rubbish".getBytes(UTF_8));

        read(rubbish);
        assertThat(admissions.of("CP-8"))
                .isEqualTo(new Admission("CP-8", null, -1, null, null, List.of(), true, false));

        read(new ProducerRecord<>(Topic.ADMISSIONS.name(), "CP-8", null));
        assertThat(admissions.of("CP-8")).isNull();
    }

    @Test
    void nobodyIsThrownOutByAnAdmissionThatNobodyUnderstands() {
        admit(1, null);

        read(new ProducerRecord<>(Topic.ADMISSIONS.name(), "CP-7", "rubbish".getBytes(UTF_8)));

        assertAdmitted(1, null);
    }
}
