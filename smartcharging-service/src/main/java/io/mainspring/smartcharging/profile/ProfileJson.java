package io.mainspring.smartcharging.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A profile as JSON in the protocol's own names, which is how rows hold it and operators see it. */
final class ProfileJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final OcppCodec CODEC = OcppCodec.strict();

    private ProfileJson() {}

    static String write(ChargingProfile profile) {
        var request = CODEC.encode(new SetChargingProfile.Request(0, profile));
        return JSON.readTree(new String(request, UTF_8)).path("csChargingProfiles").toString();
    }

    static ChargingProfile read(String json) {
        var request = "{\"connectorId\":0,\"csChargingProfiles\":" + json + "}";
        return CODEC.decode(SetChargingProfile.Request.class, request.getBytes(UTF_8))
                .message()
                .csChargingProfiles();
    }

    static JsonNode tree(String json) {
        return JSON.readTree(json);
    }
}
