package io.mainspring.gateway.admission;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.gateway.broker.TopicReader;
import java.util.Collection;
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

    private final ConcurrentHashMap<String, Admission> byIdentity = new ConcurrentHashMap<>();
    private final AdmissionChanges changes;
    private final Runnable whenCaughtUp;

    /** Who wants to know that an admission is not what it was; told after the map has changed. */
    public interface AdmissionChanges {

        void admitted(Admission admission);

        void forgotten(String chargePointId);
    }

    public Admissions(AdmissionChanges changes, Runnable whenCaughtUp) {
        this.changes = changes;
        this.whenCaughtUp = whenCaughtUp;
    }

    /** The admission of that identity in any spelling, or null for an unknown charge point. */
    public @Nullable Admission of(String identity) {
        return byIdentity.get(identity.toLowerCase(Locale.ROOT));
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
            changes.forgotten(record.key());
            return;
        }
        try {
            var admission = Admission.read(record.value());
            byIdentity.put(identity, admission);
            changes.admitted(admission);
        } catch (UnreadableRecord e) {
            // Neither let in nor thrown out by a record that nobody understands.
            log.error("admission unreadable chargePoint={} reason={}", record.key(), e.toString());
        }
    }

    @Override
    public void caughtUp() {
        log.info("admissions read chargePoints={}", byIdentity.size());
        whenCaughtUp.run();
    }
}
