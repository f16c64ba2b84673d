package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.action.GetConfiguration;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.AvailabilityStatus;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.DataTransferStatus;
import io.mainspring.ocpp.v16.type.KeyValue;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Configuration, availability and data transfer")
class ConfigurationScenario {

    /** What the charge point must have for Core, local lists and smart charging, and one key without a value. */
    private static final List<KeyValue> KEYS =
            List.of(
                    new KeyValue("AuthorizeRemoteTxRequests", false, "true"),
                    new KeyValue("ClockAlignedDataInterval", false, "900"),
                    new KeyValue("ConnectionTimeOut", false, "60"),
                    new KeyValue("ConnectorPhaseRotation", false, "0.RST,1.RST,2.RST"),
                    new KeyValue("GetConfigurationMaxKeys", true, "50"),
                    new KeyValue("HeartbeatInterval", false, "300"),
                    new KeyValue("LocalAuthorizeOffline", false, "true"),
                    new KeyValue("LocalPreAuthorize", false, "false"),
                    new KeyValue("MeterValuesAlignedData", false, "Energy.Active.Import.Register"),
                    new KeyValue(
                            "MeterValuesSampledData",
                            false,
                            "Energy.Active.Import.Register,Current.Import.L1"),
                    new KeyValue("MeterValueSampleInterval", false, "60"),
                    new KeyValue("NumberOfConnectors", true, "2"),
                    new KeyValue("ResetRetries", false, "3"),
                    new KeyValue("StopTransactionOnInvalidId", false, "true"),
                    new KeyValue("StopTxnAlignedData", false, ""),
                    new KeyValue("StopTxnSampledData", false, "Energy.Active.Import.Register"),
                    new KeyValue(
                            "SupportedFeatureProfiles",
                            true,
                            "Core,LocalAuthListManagement,SmartCharging"),
                    new KeyValue("TransactionMessageAttempts", false, "3"),
                    new KeyValue("TransactionMessageRetryInterval", false, "60"),
                    new KeyValue("UnlockConnectorOnEVSideDisconnect", false, "true"),
                    new KeyValue("LocalAuthListEnabled", false, "true"),
                    new KeyValue("LocalAuthListMaxLength", true, "500"),
                    new KeyValue("SendLocalListMaxLength", true, "100"),
                    new KeyValue("ChargeProfileMaxStackLevel", true, "10"),
                    new KeyValue("ChargingScheduleAllowedChargingRateUnit", true, "Current,Power"),
                    new KeyValue("ChargingScheduleMaxPeriods", true, "24"),
                    new KeyValue("MaxChargingProfilesInstalled", true, "20"),
                    new KeyValue("VendorSecret", false, null));

    private final TestBed bed;

    ConfigurationScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_019_1_CSMS Read all configuration keys")
    void tc_019_1_read_all() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = bed.operator().ask(chargePoint.identity(), "get-configuration", "{}");
            var asked = chargePoint.expect(GetConfiguration.Request.class);
            assertThat(asked.request().key()).isNullOrEmpty();
            asked.answer(new GetConfiguration.Response(KEYS, null));
            asking.ends("Answered");

            await().untilAsserted(() ->
                    assertThat(lastKnown(chargePoint)).containsExactlyInAnyOrderElementsOf(KEYS));
        }
    }

    @Test
    @DisplayName("TC_019_2_CSMS Read one key")
    void tc_019_2_read_one() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "get-configuration",
                                    "{\"key\":[\"SupportedFeatureProfiles\"]}");
            var asked = chargePoint.expect(GetConfiguration.Request.class);
            assertThat(asked.request().key()).containsExactly("SupportedFeatureProfiles");
            asked.answer(
                    new GetConfiguration.Response(
                            List.of(
                                    new KeyValue(
                                            "SupportedFeatureProfiles",
                                            true,
                                            "Core,RemoteTrigger")),
                            List.of()));

            assertThat(asking.ends("Answered").body().toString()).contains("Core,RemoteTrigger");
        }
    }

    @Test
    @DisplayName("TC_021_CSMS Set a key")
    void tc_021_set_a_key() {
        try (var chargePoint = bed.chargePoint().booted()) {
            change(chargePoint, "MeterValueSampleInterval", "60", ConfigurationStatus.ACCEPTED);

            await().untilAsserted(() ->
                    assertThat(lastKnown(chargePoint))
                            .containsExactly(
                                    new KeyValue("MeterValueSampleInterval", false, "60")));
        }
    }

    @Test
    @DisplayName("TC_040_1_CSMS Configuration key not supported")
    void tc_040_1_key_not_supported() {
        try (var chargePoint = bed.chargePoint().booted()) {
            change(chargePoint, "NoSuchKey", "1", ConfigurationStatus.NOT_SUPPORTED);
        }
    }

    @Test
    @DisplayName("TC_040_2_CSMS Configuration value invalid")
    void tc_040_2_value_invalid() {
        try (var chargePoint = bed.chargePoint().booted()) {
            change(chargePoint, "MeterValueSampleInterval", "-7", ConfigurationStatus.REJECTED);
        }
    }

    @Test
    @DisplayName("TC_064_CSMS Data transfer to the CSMS")
    void tc_064_data_transfer() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var answer =
                    chargePoint.send(
                            new DataTransfer.Request("com.unheard-of", "Hello", "anything"));

            assertThat(answer.status()).isEqualTo(DataTransferStatus.UNKNOWN_VENDOR_ID);
            assertThat(answer.data()).isNull();
        }
    }

    @Test
    @DisplayName("C-49 Data transfer to the charge point")
    void c_49_data_transfer_out() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "data-transfer",
                                    """
                                    {"vendorId":"com.example","messageId":"Greet","data":"h\\u00e9"}\
                                    """);
            var asked = chargePoint.expect(DataTransfer.Request.class);
            assertThat(asked.request())
                    .isEqualTo(new DataTransfer.Request("com.example", "Greet", "hé"));
            asked.answer(new DataTransfer.Response(DataTransferStatus.ACCEPTED, "hello"));

            asking.isAnswered("Accepted");
        }
    }

    @Test
    @DisplayName("C-45 Availability of the whole charge point, scheduled")
    void c_45_change_availability() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "change-availability",
                                    "{\"connectorId\":0,\"type\":\"Inoperative\"}");
            var asked = chargePoint.expect(ChangeAvailability.Request.class);
            assertThat(asked.request())
                    .isEqualTo(new ChangeAvailability.Request(0, Availability.INOPERATIVE));
            asked.answer(new ChangeAvailability.Response(AvailabilityStatus.SCHEDULED));

            asking.isAnswered("Scheduled");
        }
    }

    private void change(
            TestChargePoint chargePoint, String key, String value, ConfigurationStatus answer) {
        var asking =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "change-configuration",
                                "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}");
        var asked = chargePoint.expect(ChangeConfiguration.Request.class);
        assertThat(asked.request()).isEqualTo(new ChangeConfiguration.Request(key, value));
        asked.answer(new ChangeConfiguration.Response(answer));
        asking.isAnswered(answer.wireName());
    }

    private List<KeyValue> lastKnown(TestChargePoint chargePoint) {
        return bed.operator()
                .get("/api/v1/charge-points/" + chargePoint.identity() + "/configuration")
                .expect(200)
                .path("configurationKey")
                .valueStream()
                .map(key ->
                        new KeyValue(
                                key.path("key").asString(),
                                key.path("readonly").asBoolean(false),
                                key.path("value").isNull() || key.path("value").isMissingNode()
                                        ? null
                                        : key.path("value").asString()))
                .toList();
    }
}
