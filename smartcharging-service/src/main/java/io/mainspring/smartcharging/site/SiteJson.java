package io.mainspring.smartcharging.site;

import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values of sites as they lie in {@code jsonb} columns. */
final class SiteJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    // what was written before a field came
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private SiteJson() {}

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static <T> T read(Class<T> type, String json) {
        return JSON.readValue(json, type);
    }

    static List<SiteEvent.Share> shares(String json) {
        return JSON.readValue(json, new TypeReference<List<SiteEvent.Share>>() {});
    }

    static List<Member> members(String json) {
        return JSON.readValue(json, new TypeReference<List<Member>>() {});
    }
}
