package io.mainspring.auth.locallist.content;

import io.mainspring.ocpp.v16.type.UpdateType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a local authorization list contains, one entry per idTag, ordered by its key. */
public final class Contents {

    public static final Contents NONE = new Contents(new TreeMap<>());

    private final SortedMap<String, Entry> entries;

    private Contents(SortedMap<String, Entry> entries) {
        this.entries = entries;
    }

    /** Of several entries for one idTag the last counts. */
    public static Contents of(Collection<Entry> entries) {
        var byKey = new TreeMap<String, Entry>();
        entries.forEach(entry -> byKey.put(entry.key(), entry));
        return new Contents(byKey);
    }

    public int size() {
        return entries.size();
    }

    public Collection<Entry> entries() {
        return entries.values();
    }

    /**
     * What must change to get from this list to another: no more than that, one line per idTag.
     * Removals come first, so that a list that is amended line by line is never longer than the
     * longer of the two.
     */
    public List<Change> to(Contents target) {
        var changes = new ArrayList<Change>();
        for (var held : entries.values()) {
            if (!target.entries.containsKey(held.key())) {
                changes.add(Change.removal(held.idTag()));
            }
        }
        for (var wanted : target.entries.values()) {
            var held = entries.get(wanted.key());
            if (held == null || !held.saysTheSameAs(wanted)) {
                changes.add(Change.to(wanted));
            }
        }
        return changes;
    }

    /** The whole list as the lines of a Full update. */
    public List<Change> lines() {
        return entries.values().stream().map(Change::to).toList();
    }

    /** What the list contains once a charge point has accepted an update. */
    public Contents after(UpdateType type, List<Change> update) {
        var next = new TreeMap<String, Entry>();
        if (type == UpdateType.DIFFERENTIAL) {
            next.putAll(entries);
        }
        for (var change : update) {
            var entry = change.entry();
            if (entry == null) {
                next.remove(change.key());
            } else {
                next.put(change.key(), entry);
            }
        }
        return new Contents(next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contents that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.values().toString();
    }
}
