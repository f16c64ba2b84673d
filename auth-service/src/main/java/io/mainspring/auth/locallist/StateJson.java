package io.mainspring.auth.locallist;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.auth.locallist.content.Change;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How the view keeps states and lines in its {@code jsonb} columns; by fields, as snapshots are. */
final class StateJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .changeDefaultPropertyInclusion(
                            i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .changeDefaultVisibility(v ->
                            v.withFieldVisibility(Visibility.ANY)
                                    .withGetterVisibility(Visibility.NONE)
                                    .withIsGetterVisibility(Visibility.NONE))
                    .build();

    private StateJson() {}

    static String write(LocalListState state) {
        return JSON.writeValueAsString(state);
    }

    static LocalListState read(String json) {
        return JSON.readValue(json, LocalListState.class);
    }

    /** With the key of each idTag: lower case is our business, not the database's language's. */
    static String write(List<Change> lines) {
        return JSON.writeValueAsString(lines.stream().map(Line::of).toList());
    }

    static List<Change> readLines(String json) {
        return JSON.readValue(json, new TypeReference<List<Change>>() {});
    }

    /** Before this year, which no PostgreSQL knows, everything has expired just as well. */
    private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");

    private record Line(
            String key,
            String idTag,
            @Nullable AuthorizationStatus status,
            @Nullable Instant expiryDate,
            @Nullable String parentIdTag) {

        static Line of(Change change) {
            return new Line(
                    change.key(),
                    change.idTag(),
                    change.status(),
                    storable(change.expiryDate()),
                    change.parentIdTag());
        }

        private static @Nullable Instant storable(@Nullable Instant time) {
            return time == null || time.isAfter(YEAR_ONE) ? time : YEAR_ONE;
        }
    }
}
