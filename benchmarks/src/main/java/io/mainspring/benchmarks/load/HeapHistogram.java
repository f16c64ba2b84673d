package io.mainspring.benchmarks.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The live objects of a JVM, from {@code jcmd GC.class_histogram}, which collects garbage first.
 *
 * @param bytes in all
 * @param byClass bytes of the instances of each class
 */
record HeapHistogram(long bytes, Map<String, Long> byClass) {

    /** Number, instances, bytes, class, and the module in brackets. */
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    /**
     * Reads jcmd's table.
     *
     * @throws IllegalArgumentException if it is none
     */
    static HeapHistogram parse(String table) {
        var byClass = new HashMap<String, Long>();
        table.lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row ->
                        byClass.merge(row.group(3), Long.parseLong(row.group(2)), Long::sum));
        if (byClass.isEmpty()) {
            throw new IllegalArgumentException("no histogram: " + table);
        }
        return new HeapHistogram(
                byClass.values().stream().mapToLong(Long::longValue).sum(), Map.copyOf(byClass));
    }

    /** The classes that grew most since, with the bytes they grew by. */
    List<Map.Entry<String, Long>> growthSince(HeapHistogram before, int limit) {
        return byClass.entrySet().stream()
                .map(now ->
                        Map.entry(
                                now.getKey(),
                                now.getValue() - before.byClass.getOrDefault(now.getKey(), 0L)))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(limit)
                .toList();
    }
}
