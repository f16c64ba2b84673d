package io.mainspring.auth.authorize;

import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.kit.requests.RequestPolls;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Charge point -> central system: Authorize, OCPP 1.6 §4.1, answered a whole poll at a time. */
@Component
class AuthorizeRequests {

    private final RequestPolls polls;
    private final Register register;
    private final Clock clock;
    private final Map<AuthorizationStatus, Counter> verdicts =
            new EnumMap<>(AuthorizationStatus.class);

    AuthorizeRequests(RequestPolls polls, Register register, Clock clock, MeterRegistry meters) {
        this.polls = polls;
        this.register = register;
        this.clock = clock;
        for (var status : AuthorizationStatus.values()) {
            verdicts.put(
                    status,
                    Counter.builder("auth.verdicts")
                            .description("Answers to Authorize")
                            .tag("status", status.wireName())
                            .register(meters));
        }
    }

    @KafkaListener(id = "auth-requests", topics = "ocpp.requests.auth")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::handle);
    }

    private void handle(List<IncomingRequest> poll, Replies replies) {
        var keys = new HashSet<String>(2 * poll.size());
        for (var request : poll) {
            if (request.message() instanceof Authorize.Request authorize) {
                keys.add(authorize.idTag().key());
            }
        }
        var registered = register.find(keys);
        var now = clock.instant();
        for (var request : poll) {
            if (request.message() instanceof Authorize.Request authorize) {
                var verdict = Verdict.on(registered.get(authorize.idTag().key()), now);
                count(verdict.status());
                replies.answer(request, new Authorize.Response(verdict));
            } else {
                replies.refuse(
                        request,
                        OcppErrorCode.NOT_SUPPORTED,
                        request.envelope().action().wireName() + " is not for auth-service");
            }
        }
    }

    private void count(AuthorizationStatus status) {
        var counter = verdicts.get(status);
        if (counter != null) {
            counter.increment();
        }
    }
}
