package io.mainspring.contracts;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of the contracts: unknown fields are ignored, unknown enum values
 * become the enum's {@code @JsonEnumDefaultValue}. */
public final class ContractJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                    .build();

    private ContractJson() {}

    public static byte[] write(Object contract) {
        return MAPPER.writeValueAsBytes(contract);
    }

    /**
     * @throws UnreadableRecord if the JSON does not fit the type
     */
    public static <T> T read(Class<T> type, byte[] json) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new UnreadableRecord(
                    "no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
