package io.mainspring.chargepoint.configuration;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.ocpp.v16.action.GetConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * GetConfiguration for more keys than the charge point takes at once (GetConfigurationMaxKeys, if
 * it is known): one call after the other, one answer. The answer carries the last call's id, and
 * the first end that is not Answered ends it, with what was told so far. If the wait is over or the
 * caller does not want to wait, all calls are on their way and the last one's address is told: one
 * call is in flight per charge point, so when it has ended, all have.
 *
 * <p>An Idempotency-Key is extended by the page's number, so it keeps its meaning for each.
 */
@Component
class PagedGetConfiguration {

    private static final String MAX_KEYS = "GetConfigurationMaxKeys";

    private final Configurations configurations;
    private final Calls calls;

    PagedGetConfiguration(Configurations configurations, Calls calls) {
        this.configurations = configurations;
        this.calls = calls;
    }

    ResponseEntity<CommandView> perform(
            String chargePointId, GetConfiguration.Request request, CallOptions options) {
        var pages = pages(request.key(), configurations.number(chargePointId, MAX_KEYS).orElse(0));
        if (pages.size() < 2) {
            return calls.perform(chargePointId, request, options);
        }
        var ended = new ArrayList<CommandView>();
        ResponseEntity<CommandView> last = null;
        boolean waits = !options.respondAsync();
        for (int number = 0; number < pages.size(); number++) {
            last =
                    calls.perform(
                            chargePointId,
                            new GetConfiguration.Request(pages.get(number)),
                            page(options, number, waits));
            waits = waits && last.getStatusCode() != HttpStatus.ACCEPTED;
            if (waits) {
                var view = Objects.requireNonNull(last.getBody());
                ended.add(view);
                if (view.status() != CommandStatus.ANSWERED) {
                    break;
                }
            }
        }
        return waits ? ResponseEntity.ok(merged(request, ended)) : Objects.requireNonNull(last);
    }

    /** As few pages as possible; one if the keys fit, or the maximum is not known (0 or less). */
    static List<List<String>> pages(@Nullable List<String> keys, int maximum) {
        if (keys == null || maximum < 1 || keys.size() <= maximum) {
            return List.of(keys == null ? List.of() : keys);
        }
        var pages = new ArrayList<List<String>>();
        for (int from = 0; from < keys.size(); from += maximum) {
            pages.add(keys.subList(from, Math.min(from + maximum, keys.size())));
        }
        return pages;
    }

    private static CallOptions page(CallOptions options, int number, boolean waits) {
        var key = options.idempotencyKey();
        return new CallOptions(
                options.requestedBy(),
                key == null ? null : key + "#" + number,
                options.whenOnline(),
                !waits);
    }

    private static CommandView merged(GetConfiguration.Request request, List<CommandView> ended) {
        var first = ended.getFirst();
        var last = ended.getLast();
        return new CommandView(
                last.commandId(),
                last.chargePointId(),
                last.action(),
                last.status(),
                first.requestedAt(),
                last.completedAt(),
                last.requestedBy(),
                asked(request),
                told(ended),
                last.error());
    }

    private static JsonNode asked(GetConfiguration.Request request) {
        var node = JsonNodeFactory.instance.objectNode();
        var keys = node.putArray("key");
        Objects.requireNonNull(request.key()).forEach(keys::add);
        return node;
    }

    private static @Nullable ObjectNode told(List<CommandView> ended) {
        ObjectNode told = null;
        for (var view : ended) {
            var response = view.response();
            if (response != null) {
                told = told == null ? JsonNodeFactory.instance.objectNode() : told;
                append(told, "configurationKey", response);
                append(told, "unknownKey", response);
            }
        }
        return told;
    }

    private static void append(ObjectNode told, String name, JsonNode response) {
        if (response.path(name).isArray()) {
            told.withArray(name).addAll(List.copyOf(response.path(name).values()));
        }
    }
}
