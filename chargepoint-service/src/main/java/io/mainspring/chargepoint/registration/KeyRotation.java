package io.mainspring.chargepoint.registration;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import java.security.SecureRandom;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Gives a charge point a new key over its connection (security whitepaper A01). From before it is
 * sent until the outcome is known, both keys open the door: the charge point may come back with the
 * new one before we have read that it took it. The proposal and the call are one commit. The clear key is in the call's
 * payload and, until the broker has that, in the row that makes sure of it; nowhere else. An Idempotency-Key is not
 * honoured, because it would keep the payload.
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
     * Sends a key that an operator chose. To somebody who is not registered it is sent all the same and changes nothing
     * here, whatever the answer.
     *
     * @throws Problem 400 if it cannot be a key: whoever takes one over that we cannot check is locked out
     */
    public ResponseEntity<CommandView> perform(
            ChargePoints.Recipient to, ChangeConfiguration.Request request, CallOptions options) {
        var key =
                AuthorizationKey.parse(request.value())
                        .orElseThrow(() ->
                                Problem.badRequest(
                                        "/value",
                                        "must be 32 to 40 hexadecimal digits or 16 to 20"
                                                + " characters"));
        return perform(to, key, request, options);
    }

    /** Sends a key that nobody sees, once the transaction around it is committed: only the charge point has it then. */
    public void rotate(ChargePoints.Recipient to, CallOptions options) {
        var key = generate();
        propose(to, key, options.requestedBy());
        calls.send(to.id().value(), changing(key), options);
    }

    ResponseEntity<CommandView> perform(
            ChargePoints.Recipient to, AuthorizationKey key, CallOptions options) {
        return perform(to, key, changing(key), options);
    }

    private ResponseEntity<CommandView> perform(
            ChargePoints.Recipient to,
            AuthorizationKey key,
            ChangeConfiguration.Request request,
            CallOptions options) {
        var answer =
                calls.perform(
                        to.id().value(),
                        request,
                        new CallOptions(
                                options.requestedBy(),
                                null,
                                options.whenOnline(),
                                options.respondAsync()),
                        _ -> {
                            if (to.registered()) {
                                propose(to, key, options.requestedBy());
                            }
                        });
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(masked(answer.getBody()));
    }

    private static ChangeConfiguration.Request changing(AuthorizationKey key) {
        return new ChangeConfiguration.Request(AuthorizationKey.CONFIGURATION_KEY, key.hex());
    }

    private void propose(ChargePoints.Recipient to, AuthorizationKey key, String by) {
        commands.sendAndWait(
                new ChargePointCommand.ProposeKey(to.id(), key.hash(random), by, clock.instant()));
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
