package io.mainspring.chargepoint.requests;

import io.mainspring.chargepoint.certificate.SigningInbox;
import io.mainspring.chargepoint.connector.StatusIntake;
import io.mainspring.chargepoint.datatransfer.DataTransfers;
import io.mainspring.chargepoint.deviation.Deviations;
import io.mainspring.chargepoint.presence.Presence;
import io.mainspring.chargepoint.registration.BootAnswers;
import io.mainspring.chargepoint.securityevent.SecurityEvents;
import io.mainspring.kit.consumed.ConsumedOffsets;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.kit.requests.RequestPolls;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.action.StatusNotification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * A poll of CALLs, sorted by action. Actions do not depend on each other's order, so each kind is
 * handled at once: a few statements per kind and poll. Decisions are idempotent by themselves and
 * repeated on redelivery; facts count once, by their Kafka offset.
 */
@Component
class ChargePointRequests {

    private final RequestPolls polls;
    private final ConsumedOffsets consumed;
    private final BootAnswers boots;
    private final StatusIntake statuses;
    private final DataTransfers transfers;
    private final SigningInbox signing;
    private final SecurityEvents securityEvents;
    private final Presence presence;
    private final Deviations deviations;

    ChargePointRequests(
            RequestPolls polls,
            ConsumedOffsets consumed,
            BootAnswers boots,
            StatusIntake statuses,
            DataTransfers transfers,
            SigningInbox signing,
            SecurityEvents securityEvents,
            Presence presence,
            Deviations deviations) {
        this.polls = polls;
        this.consumed = consumed;
        this.boots = boots;
        this.statuses = statuses;
        this.transfers = transfers;
        this.signing = signing;
        this.securityEvents = securityEvents;
        this.presence = presence;
        this.deviations = deviations;
    }

    @KafkaListener(id = "chargepoint-requests", topics = "ocpp.requests.chargepoint")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::handle);
    }

    void handle(List<IncomingRequest> poll, Replies replies) {
        var bootNotifications = new ArrayList<IncomingRequest>();
        var dataTransfers = new ArrayList<IncomingRequest>();
        var certificateRequests = new ArrayList<IncomingRequest>();
        var statusNotifications = new ArrayList<IncomingRequest>();
        var securityNotifications = new ArrayList<IncomingRequest>();
        var unseen = unseen(poll);
        for (var request : poll) {
            boolean isNews = unseen.contains(request.record());
            switch (request.message()) {
                case BootNotification.Request _ -> bootNotifications.add(request);
                case DataTransfer.Request _ -> dataTransfers.add(request);
                case SignCertificate.Request _ -> certificateRequests.add(request);
                case StatusNotification.Request _ -> {
                    if (isNews) {
                        statusNotifications.add(request);
                    }
                }
                case SecurityEventNotification.Request _ -> {
                    if (isNews) {
                        securityNotifications.add(request);
                    }
                }
                case Heartbeat.Request _ -> {} // triggered, and answered by the gateway
                case OcppRequest<?> _ ->
                        replies.refuse(request, OcppErrorCode.NOT_SUPPORTED, "not handled here");
            }
        }
        boots.answer(bootNotifications, replies);
        transfers.answer(dataTransfers, replies);
        signing.answer(certificateRequests, replies);
        statuses.take(statusNotifications);
        securityEvents.take(securityNotifications);
        var envelopes =
                poll.stream()
                        .filter(request -> unseen.contains(request.record()))
                        .map(IncomingRequest::envelope)
                        .toList();
        deviations.count(envelopes);
        presence.heardOf(envelopes);
    }

    /** Compared by identity: records of a poll are not equal to each other. */
    private Set<ConsumerRecord<String, byte[]>> unseen(List<IncomingRequest> poll) {
        var unseen =
                Collections.<ConsumerRecord<String, byte[]>>newSetFromMap(new IdentityHashMap<>());
        unseen.addAll(consumed.unseen(poll.stream().map(IncomingRequest::record).toList()));
        return unseen;
    }
}
