package io.mainspring.gateway.admission;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.gateway.broker.TopicReader;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every admission there is, by identity without regard to case. Read from the beginning of the
 * compacted topic at start, followed from then on; written by the reader's thread alone.
 */
public final class Admissions implements TopicReader.Reading {

    private static final Logger log = LoggerFactory.getLogger(Admissions.class);

    private static final int NO_PROFILE = -1;

    private final ConcurrentHashMap<String, Admission> byIdentity = new ConcurrentHashMap<>();
    private final ReachedProfiles reached;
    private final AdmissionChanges changes;
    private final Runnable whenCaughtUp;

    /** Who wants to know that an admission is not what it was; told after the map has changed. */
    public interface AdmissionChanges {

        void admitted(Admission admission);

        void forgotten(String chargePointId);
    }

    public Admissions(ReachedProfiles reached, AdmissionChanges changes, Runnable whenCaughtUp) {
        this.reached = reached;
        this.changes = changes;
        this.whenCaughtUp = whenCaughtUp;
    }

    /** The admission of that identity in any spelling, or null for an unknown charge point. */
    public @Nullable Admission of(String identity) {
        var admission = byIdentity.get(identity.toLowerCase(Locale.ROOT));
        return admission == null ? null : reached.appliedTo(admission);
    }

    @Override
    public String topic() {
        return Topic.ADMISSIONS.name();
    }

    @Override
    public Collection<Integer> partitions(int partitionCount) {
        return IntStream.range(0, partitionCount).boxed().toList();
    }

    @Override
    public boolean fromBeginning() {
        return true;
    }

    @Override
    public void read(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        var identity = record.key().toLowerCase(Locale.ROOT);
        if (record.value() == null) {
            byIdentity.remove(identity);
            reached.settled(identity);
            changes.forgotten(record.key());
            return;
        }
        try {
            var admission = Admission.read(record.value());
            if (admission.nextSecurityProfile() == null) {
                reached.settled(identity);
            }
            byIdentity.put(identity, admission);
            changes.admitted(reached.appliedTo(admission));
        } catch (UnreadableRecord e) {
            // One that is known stays as it is known. One that is not is no unknown charge point:
            // whatever its profile may be, the settings for those must not open the door.
            byIdentity.putIfAbsent(identity, admittedWithNothing(record.key()));
            log.error("admission unreadable chargePoint={} reason={}", record.key(), e.toString());
        }
    }

    private static Admission admittedWithNothing(String chargePointId) {
        return new Admission(chargePointId, null, NO_PROFILE, null, null, List.of(), true, false);
    }

    @Override
    public void caughtUp() {
        log.info("admissions read chargePoints={}", byIdentity.size());
        whenCaughtUp.run();
    }
}
