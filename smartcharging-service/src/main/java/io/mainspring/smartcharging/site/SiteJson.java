package io.mainspring.smartcharging.site;

import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values of sites as they lie in {@code jsonb} columns. */
final class SiteJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private SiteJson() {}

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static <T> T read(Class<T> type, String json) {
        return JSON.readValue(json, type);
    }

    static List<Member> members(String json) {
        return JSON.readValue(json, new TypeReference<List<Member>>() {});
    }
}
