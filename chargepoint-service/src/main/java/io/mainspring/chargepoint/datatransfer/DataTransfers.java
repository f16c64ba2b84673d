package io.mainspring.chargepoint.datatransfer;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.facts.FactStream;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.type.DataTransferStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers DataTransfer (§4.3), never with an error: an unknown vendor gets {@code UnknownVendorId}
 * and no data, an unknown kind of data {@code UnknownMessageId}; what is accepted is kept.
 */
@Component
public class DataTransfers {

    private static final Logger log = LoggerFactory.getLogger(DataTransfers.class);

    private final Vendors vendors;
    private final Map<String, VendorExtension> extensions;
    private final JdbcClient sql;
    private final FactStream facts;

    DataTransfers(
            Vendors vendors, List<VendorExtension> extensions, JdbcClient sql, FactStream facts) {
        this.vendors = vendors;
        this.extensions =
                extensions.stream()
                        .collect(
                                toUnmodifiableMap(
                                        extension -> key(extension.vendorId()),
                                        Function.identity()));
        this.sql = sql;
        this.facts = facts;
    }

    /**
     * Within the transaction of the poll; a redelivered request is answered again and kept once.
     *
     * @param transfers DataTransfer requests in their order of arrival
     */
    public void answer(List<IncomingRequest> transfers, Replies replies) {
        if (transfers.isEmpty()) {
            return;
        }
        var declared =
                vendors.named(
                        transfers.stream()
                                .map(transfer -> key(request(transfer).vendorId()))
                                .collect(toUnmodifiableSet()));
        var accepted = new ArrayList<IncomingRequest>();
        for (var transfer : transfers) {
            var vendor = key(request(transfer).vendorId());
            var response = decide(transfer, declared.get(vendor), extensions.get(vendor));
            if (response.status() == DataTransferStatus.ACCEPTED) {
                accepted.add(transfer);
            }
            replies.answer(transfer, response);
        }
        keep(accepted);
    }

    private static DataTransfer.Response decide(
            IncomingRequest transfer,
            Vendors.@Nullable VendorView declared,
            @Nullable VendorExtension extension) {
        if (extension != null) {
            return ask(extension, transfer);
        }
        if (declared == null) {
            return new DataTransfer.Response(DataTransferStatus.UNKNOWN_VENDOR_ID, null);
        }
        return new DataTransfer.Response(
                declared.knows(request(transfer).messageId())
                        ? DataTransferStatus.ACCEPTED
                        : DataTransferStatus.UNKNOWN_MESSAGE_ID,
                null);
    }

    private static DataTransfer.Response ask(VendorExtension extension, IncomingRequest transfer) {
        try {
            var answer = extension.answer(transfer.chargePointId(), request(transfer));
            return answer.status() == DataTransferStatus.UNKNOWN_VENDOR_ID
                    ? new DataTransfer.Response(answer.status(), null)
                    : answer;
        } catch (RuntimeException e) {
            log.error(
                    "vendor extension failed chargePoint={} vendorId={}",
                    transfer.chargePointId(),
                    extension.vendorId(),
                    e);
            return new DataTransfer.Response(DataTransferStatus.REJECTED, null);
        }
    }

    private void keep(List<IncomingRequest> accepted) {
        var events = new ArrayList<FactStream.Fact>();
        for (var transfer : accepted) {
            var envelope = transfer.envelope();
            var request = request(transfer);
            int rows =
                    sql.sql(
                                    """
                                    insert into data_transfer (message_id, charge_point_key,
                                        charge_point_id, vendor_id, vendor_message_id, data,
                                        received_at)
                                    values (?, ?, ?, ?, ?, ?, ?)
                                    on conflict do nothing
                                    """)
                            .param(envelope.messageId())
                            .param(ChargePointId.keyOf(envelope.chargePointId()))
                            .param(envelope.chargePointId())
                            .param(request.vendorId())
                            .param(request.messageId())
                            .param(request.data())
                            .param(envelope.receivedAt().atOffset(UTC))
                            .update();
            if (rows == 1) {
                events.add(
                        new FactStream.Fact(
                                "data-transfer:" + envelope.messageId(),
                                0,
                                new DataTransferEvent.Received(
                                        envelope.chargePointId(),
                                        envelope.messageId(),
                                        request.vendorId(),
                                        request.messageId(),
                                        request.data(),
                                        envelope.receivedAt())));
            }
        }
        facts.append("DataTransfer", events);
    }

    private static DataTransfer.Request request(IncomingRequest transfer) {
        return (DataTransfer.Request) transfer.message();
    }

    private static String key(String vendorId) {
        return vendorId.toLowerCase(Locale.ROOT);
    }
}
