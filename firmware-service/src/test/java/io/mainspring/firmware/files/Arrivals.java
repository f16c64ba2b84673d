package io.mainspring.firmware.files;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener of uploads that remembers them, and refuses what is called {@link #REFUSED}. */
public final class Arrivals implements UploadListener {

    public static final String REFUSED = "refused-by-the-job";

    private final List<Arrival> all = new CopyOnWriteArrayList<>();

    /** What the listener was told. */
    public record Arrival(UUID jobId, String fileId, String name, long size) {}

    @Override
    public void uploaded(
            UUID jobId, String chargePointId, String kind, String fileId, String name, long size) {
        if (name.equals(REFUSED)) {
            throw new IllegalStateException("refused as the test wants it");
        }
        all.add(new Arrival(jobId, fileId, name, size));
    }

    public List<Arrival> of(UUID jobId) {
        return all.stream().filter(a -> a.jobId().equals(jobId)).toList();
    }
}
