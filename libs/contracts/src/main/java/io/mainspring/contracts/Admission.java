package io.mainspring.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect, how, in which registration state: chargepoint to {@link Topic#ADMISSIONS}
 * (compacted; a null value means the charge point is not known any more).
 *
 * @param chargePointId canonical spelling; identities are compared without case
 * @param registration last BootNotification's status; null if it never booted
 * @param securityProfile the profile (0 to 3) with which it may connect
 * @param nextSecurityProfile a second profile with which it may connect, while it is being moved
 *     there; the first connection with it ends the move. Null: none
 * @param serialNumber as registered: what a client certificate may name beside the identity; null
 *     if nobody said
 * @param keys any of these opens the door; empty where the profile needs none
 * @param subprotocolRequired false admits a handshake without Sec-WebSocket-Protocol as ocpp1.6
 * @param strict true switches tolerant reading off for this charge point
 * @param certificateNames what the certificates that were signed for it name as CN: a client
 *     certificate may name these too; null: none
 */
public record Admission(
        String chargePointId,
        @Nullable RegistrationStatus registration,
        int securityProfile,
        @Nullable Integer nextSecurityProfile,
        @Nullable String serialNumber,
        List<KeyHash> keys,
        boolean subprotocolRequired,
        boolean strict,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> certificateNames) {

    /** Of a charge point that no certificate was signed for. */
    public Admission(
            String chargePointId,
            @Nullable RegistrationStatus registration,
            int securityProfile,
            @Nullable Integer nextSecurityProfile,
            @Nullable String serialNumber,
            List<KeyHash> keys,
            boolean subprotocolRequired,
            boolean strict) {
        this(
                chargePointId,
                registration,
                securityProfile,
                nextSecurityProfile,
                serialNumber,
                keys,
                subprotocolRequired,
                strict,
                null);
    }

    /**
     * An AuthorizationKey as it is stored: never the key itself.
     *
     * @param salt hexadecimal
     * @param sha256 hexadecimal SHA-256 of salt bytes followed by key bytes
     */
    public record KeyHash(String salt, String sha256) {}

    public ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(
                Topic.ADMISSIONS.name(), chargePointId, ContractJson.write(this));
    }

    /**
     * @throws UnreadableRecord if the value is no admission
     */
    public static Admission read(byte[] value) {
        return ContractJson.read(Admission.class, value);
    }
}
