package io.mainspring.simulator.chargepoint;

import static io.mainspring.simulator.chargepoint.ConfigurationKey.Access.READ;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.Access.READ_WRITE;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.Access.WRITE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The configuration keys that our charge points have, with the spelling, access and value rules of OCPP 1.6 §9 and of
 * the security whitepaper.
 */
public enum ConfigurationKey {
    ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID(
            "AllowOfflineTxForUnknownId", READ_WRITE, ValueRule.BOOLEAN, "false"),
    AUTHORIZATION_CACHE_ENABLED("AuthorizationCacheEnabled", READ_WRITE, ValueRule.BOOLEAN, "true"),
    AUTHORIZE_REMOTE_TX_REQUESTS(
            "AuthorizeRemoteTxRequests", READ_WRITE, ValueRule.BOOLEAN, "true"),
    BLINK_REPEAT("BlinkRepeat", READ_WRITE, ValueRule.integer(0, 100), "3"),
    CLOCK_ALIGNED_DATA_INTERVAL(
            "ClockAlignedDataInterval", READ_WRITE, ValueRule.integer(0, 86_400), "0"),
    CONNECTION_TIME_OUT("ConnectionTimeOut", READ_WRITE, ValueRule.integer(1, 86_400), "60"),
    CONNECTOR_PHASE_ROTATION(
            "ConnectorPhaseRotation", READ_WRITE, ValueRule.PHASE_ROTATION, "0.RST", true),
    CONNECTOR_PHASE_ROTATION_MAX_LENGTH(
            "ConnectorPhaseRotationMaxLength", READ, ValueRule.ANY, "9"),
    GET_CONFIGURATION_MAX_KEYS("GetConfigurationMaxKeys", READ, ValueRule.ANY, "50"),
    HEARTBEAT_INTERVAL("HeartbeatInterval", READ_WRITE, ValueRule.integer(1, 604_800), "300"),
    LIGHT_INTENSITY("LightIntensity", READ_WRITE, ValueRule.integer(0, 100), "70"),
    LOCAL_AUTH_LIST_ENABLED("LocalAuthListEnabled", READ_WRITE, ValueRule.BOOLEAN, "true"),
    LOCAL_AUTH_LIST_MAX_LENGTH("LocalAuthListMaxLength", READ, ValueRule.ANY, "1000"),
    LOCAL_AUTHORIZE_OFFLINE("LocalAuthorizeOffline", READ_WRITE, ValueRule.BOOLEAN, "true"),
    LOCAL_PRE_AUTHORIZE("LocalPreAuthorize", READ_WRITE, ValueRule.BOOLEAN, "false"),
    MAX_ENERGY_ON_INVALID_ID(
            "MaxEnergyOnInvalidId", READ_WRITE, ValueRule.integer(0, 100_000), "0"),
    METER_VALUES_ALIGNED_DATA(
            "MeterValuesAlignedData",
            READ_WRITE,
            ValueRule.MEASURANDS,
            "Energy.Active.Import.Register"),
    METER_VALUES_ALIGNED_DATA_MAX_LENGTH(
            "MeterValuesAlignedDataMaxLength", READ, ValueRule.ANY, "8"),
    METER_VALUES_SAMPLED_DATA(
            "MeterValuesSampledData",
            READ_WRITE,
            ValueRule.MEASURANDS,
            "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC"),
    METER_VALUES_SAMPLED_DATA_MAX_LENGTH(
            "MeterValuesSampledDataMaxLength", READ, ValueRule.ANY, "8"),
    METER_VALUE_SAMPLE_INTERVAL(
            "MeterValueSampleInterval", READ_WRITE, ValueRule.integer(0, 86_400), "60"),
    MINIMUM_STATUS_DURATION("MinimumStatusDuration", READ_WRITE, ValueRule.integer(0, 3_600), "0"),
    NUMBER_OF_CONNECTORS("NumberOfConnectors", READ, ValueRule.ANY, "1"),
    RESERVE_CONNECTOR_ZERO_SUPPORTED(
            "ReserveConnectorZeroSupported", READ, ValueRule.BOOLEAN, "true"),
    RESET_RETRIES("ResetRetries", READ_WRITE, ValueRule.integer(0, 10), "3"),
    SEND_LOCAL_LIST_MAX_LENGTH("SendLocalListMaxLength", READ, ValueRule.ANY, "100"),
    STOP_TRANSACTION_ON_EV_SIDE_DISCONNECT(
            "StopTransactionOnEVSideDisconnect", READ_WRITE, ValueRule.BOOLEAN, "true"),
    STOP_TRANSACTION_ON_INVALID_ID(
            "StopTransactionOnInvalidId", READ_WRITE, ValueRule.BOOLEAN, "true"),
    STOP_TXN_ALIGNED_DATA("StopTxnAlignedData", READ_WRITE, ValueRule.MEASURANDS, ""),
    STOP_TXN_ALIGNED_DATA_MAX_LENGTH("StopTxnAlignedDataMaxLength", READ, ValueRule.ANY, "8"),
    STOP_TXN_SAMPLED_DATA(
            "StopTxnSampledData",
            READ_WRITE,
            ValueRule.MEASURANDS,
            "Energy.Active.Import.Register"),
    STOP_TXN_SAMPLED_DATA_MAX_LENGTH("StopTxnSampledDataMaxLength", READ, ValueRule.ANY, "8"),
    SUPPORTED_FEATURE_PROFILES(
            "SupportedFeatureProfiles",
            READ,
            ValueRule.ANY,
            "Core,FirmwareManagement,LocalAuthListManagement,RemoteTrigger,Reservation"),
    SUPPORTED_FILE_TRANSFER_PROTOCOLS(
            "SupportedFileTransferProtocols", READ, ValueRule.ANY, "FTP,FTPS,HTTP,HTTPS"),
    TRANSACTION_MESSAGE_ATTEMPTS(
            "TransactionMessageAttempts", READ_WRITE, ValueRule.integer(1, 100), "3"),
    TRANSACTION_MESSAGE_RETRY_INTERVAL(
            "TransactionMessageRetryInterval", READ_WRITE, ValueRule.integer(0, 3_600), "60"),
    UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT(
            "UnlockConnectorOnEVSideDisconnect", READ_WRITE, ValueRule.BOOLEAN, "true"),
    WEB_SOCKET_PING_INTERVAL(
            "WebSocketPingInterval", READ_WRITE, ValueRule.integer(0, 3_600), "30", true),
    AUTHORIZATION_KEY("AuthorizationKey", WRITE, ValueRule.HEXADECIMAL_KEY, ""),
    SECURITY_PROFILE("SecurityProfile", READ_WRITE, ValueRule.integer(0, 3), "0"),
    ADDITIONAL_ROOT_CERTIFICATE_CHECK(
            "AdditionalRootCertificateCheck", READ, ValueRule.ANY, "false"),
    CERTIFICATE_SIGNED_MAX_CHAIN_SIZE(
            "CertificateSignedMaxChainSize", READ, ValueRule.ANY, "10000"),
    CERTIFICATE_STORE_MAX_LENGTH("CertificateStoreMaxLength", READ, ValueRule.ANY, "10"),
    CPO_NAME("CpoName", READ_WRITE, ValueRule.ANY, "");

    private static final Map<String, ConfigurationKey> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    key -> key.wireName.toLowerCase(Locale.ROOT),
                                    Function.identity()));

    private final String wireName;
    private final Access access;

    @SuppressWarnings("ImmutableEnumChecker") // a rule has no state
    private final ValueRule rule;

    private final String initial;
    private final boolean needsReboot;

    ConfigurationKey(String wireName, Access access, ValueRule rule, String initial) {
        this(wireName, access, rule, initial, false);
    }

    ConfigurationKey(
            String wireName, Access access, ValueRule rule, String initial, boolean needsReboot) {
        this.wireName = wireName;
        this.access = access;
        this.rule = rule;
        this.initial = initial;
        this.needsReboot = needsReboot;
    }

    /** The key of this name; names are compared case-insensitively (CiString). */
    public static Optional<ConfigurationKey> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName.toLowerCase(Locale.ROOT)));
    }

    public String wireName() {
        return wireName;
    }

    Access access() {
        return access;
    }

    boolean permits(String value) {
        return rule.permits(value);
    }

    String initial() {
        return initial;
    }

    boolean needsReboot() {
        return needsReboot;
    }

    /** What the central system may do with a key. */
    enum Access {
        READ,
        READ_WRITE,
        WRITE
    }
}
