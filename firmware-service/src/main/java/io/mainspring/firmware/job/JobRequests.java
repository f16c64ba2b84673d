package io.mainspring.firmware.job;

import io.mainspring.kit.consumed.ConsumedOffsets;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.kit.requests.RequestPolls;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.WireName;
import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Status notifications. The gateway has answered them when they get here (docs/adr/0011); each
 * counts once, by its Kafka offset.
 */
@Component
class JobRequests {

    private final RequestPolls polls;
    private final ConsumedOffsets consumed;
    private final CommandGateway commands;

    JobRequests(RequestPolls polls, ConsumedOffsets consumed, CommandGateway commands) {
        this.polls = polls;
        this.consumed = consumed;
        this.commands = commands;
    }

    @KafkaListener(id = "firmware-requests", topics = "ocpp.requests.firmware")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::handle);
    }

    private void handle(List<IncomingRequest> poll, Replies replies) {
        var unseen = unseen(poll);
        for (var request : poll) {
            switch (request.message()) {
                case FirmwareStatusNotification.Request n ->
                        report(
                                unseen,
                                request,
                                JobLine.FIRMWARE,
                                n.status(),
                                StatusMeaning.of(n.status()),
                                null);
                case SignedFirmwareStatusNotification.Request n ->
                        report(
                                unseen,
                                request,
                                JobLine.FIRMWARE,
                                n.status(),
                                StatusMeaning.of(n.status()),
                                n.requestId());
                case DiagnosticsStatusNotification.Request n ->
                        report(
                                unseen,
                                request,
                                JobLine.DIAGNOSTICS,
                                n.status(),
                                StatusMeaning.of(n.status()),
                                null);
                case LogStatusNotification.Request n ->
                        report(
                                unseen,
                                request,
                                JobLine.LOG,
                                n.status(),
                                StatusMeaning.of(n.status()),
                                n.requestId());
                case OcppRequest<?> _ ->
                        replies.refuse(request, OcppErrorCode.NOT_SUPPORTED, "not handled here");
            }
        }
    }

    private void report(
            Set<ConsumerRecord<String, byte[]>> unseen,
            IncomingRequest request,
            JobLine line,
            WireName status,
            StatusMeaning meaning,
            @Nullable Integer requestId) {
        if (unseen.contains(request.record())) {
            commands.sendAndWait(
                    new JobCommand.Report(
                            request.chargePointId(),
                            line,
                            status.wireName(),
                            meaning,
                            requestId,
                            request.envelope().receivedAt()));
        }
    }

    /** Compared by identity: records of a poll are not equal to each other. */
    private Set<ConsumerRecord<String, byte[]>> unseen(List<IncomingRequest> poll) {
        var unseen =
                Collections.<ConsumerRecord<String, byte[]>>newSetFromMap(new IdentityHashMap<>());
        unseen.addAll(consumed.unseen(poll.stream().map(IncomingRequest::record).toList()));
        return unseen;
    }
}
