package io.mainspring.chargepoint.registration;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Gives a charge point a new key over its connection (security whitepaper A01). From before it is
 * sent until the outcome is known, both keys open the door: the charge point may come back with the
 * new one before we have read that it took it. The clear key is in the call's payload and nowhere
 * else; an Idempotency-Key is not honoured, because it would keep that payload.
 */
@Component
public class KeyRotation {

    private final CommandGateway commands;
    private final Calls calls;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeyRotation(CommandGateway commands, Calls calls, Clock clock) {
        this.commands = commands;
        this.calls = calls;
        this.clock = clock;
    }

    AuthorizationKey generate() {
        return AuthorizationKey.generate(random);
    }

    /** Whether a change of configuration is one of the key. */
    public static boolean concerns(ChangeConfiguration.Request request) {
        return AuthorizationKey.CONFIGURATION_KEY.equalsIgnoreCase(request.key());
    }

    /**
     * Sends a key that an operator chose. One that cannot be a key, or goes to somebody who is not
     * registered, is sent all the same and changes nothing here, whatever the answer.
     */
    public ResponseEntity<CommandView> perform(
            ChargePoints.Recipient to, ChangeConfiguration.Request request, CallOptions options) {
        var key =
                to.registered()
                        ? AuthorizationKey.parse(request.value())
                        : Optional.<AuthorizationKey>empty();
        return perform(to, key, request, options);
    }

    /** Sends a key that nobody sees: only the charge point has it then. */
    public void rotate(ChargePoints.Recipient to, CallOptions options) {
        perform(to, generate(), options);
    }

    ResponseEntity<CommandView> perform(
            ChargePoints.Recipient to, AuthorizationKey key, CallOptions options) {
        return perform(
                to,
                Optional.of(key),
                new ChangeConfiguration.Request(AuthorizationKey.CONFIGURATION_KEY, key.hex()),
                options);
    }

    private ResponseEntity<CommandView> perform(
            ChargePoints.Recipient to,
            Optional<AuthorizationKey> key,
            ChangeConfiguration.Request request,
            CallOptions options) {
        key.ifPresent(k -> propose(to, k, options.requestedBy()));
        try {
            var answer =
                    calls.perform(
                            to.id().value(),
                            request,
                            new CallOptions(
                                    options.requestedBy(),
                                    null,
                                    options.whenOnline(),
                                    options.respondAsync()));
            return ResponseEntity.status(answer.getStatusCode())
                    .headers(answer.getHeaders())
                    .body(masked(answer.getBody()));
        } catch (RuntimeException e) {
            key.ifPresent(k -> leaveOpen(to, k));
            throw e;
        }
    }

    private void propose(ChargePoints.Recipient to, AuthorizationKey key, String by) {
        commands.sendAndWait(
                new ChargePointCommand.ProposeKey(to.id(), key.hash(random), by, clock.instant()));
    }

    private void leaveOpen(ChargePoints.Recipient to, AuthorizationKey key) {
        commands.sendAndWait(
                new ChargePointCommand.SettleKey(
                        to.id(),
                        key,
                        ChargePointCommand.SettleKey.Verdict.UNCERTAIN,
                        "not handed over",
                        clock.instant()));
    }

    private static @Nullable CommandView masked(@Nullable CommandView view) {
        return view == null
                ? null
                : new CommandView(
                        view.commandId(),
                        view.chargePointId(),
                        view.action(),
                        view.status(),
                        view.requestedAt(),
                        view.completedAt(),
                        view.requestedBy(),
                        maskedRequest(),
                        view.response(),
                        view.error());
    }

    private static JsonNode maskedRequest() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("key", AuthorizationKey.CONFIGURATION_KEY)
                .put("value", "***");
    }
}
