package io.mainspring.benchmarks.load;

import io.mainspring.ocpp.v16.type.IdToken;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who takes part. History and load share idTags and charge points: each of them has a past when
 * there is one.
 */
final class Names {

    /** Charge points that run sessions. */
    static final String SESSION_PREFIX = "BENCH-";

    static final String IDLE_PREFIX = "IDLE-";
    static final String STORM_PREFIX = "STORM-";

    static final String ID_TAG_PREFIX = "TAG";

    private Names() {}

    static String chargePoint(String prefix, int number) {
        return String.format(Locale.ROOT, "%s%05d", prefix, number);
    }

    static List<String> chargePoints(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> chargePoint(prefix, n)).toList();
    }

    static String idTag(int number) {
        return String.format(Locale.ROOT, "%s%08d", ID_TAG_PREFIX, number);
    }

    static List<IdToken> idTags(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> new IdToken(idTag(n))).toList();
    }

    /** A file to import, numbers inclusive. */
    static String idTagCsv(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(Names::idTag)
                .collect(Collectors.joining("\n", "idTag\n", "\n"));
    }
}
