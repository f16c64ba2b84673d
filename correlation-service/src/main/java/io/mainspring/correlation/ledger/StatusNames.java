package io.mainspring.correlation.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Statuses as operators spell them; rows are written in the same spelling. */
final class StatusNames {

    private static final Map<CommandStatus, String> NAMES = names();

    private StatusNames() {}

    static String of(CommandStatus status) {
        return NAMES.getOrDefault(status, status.name());
    }

    static Optional<CommandStatus> parse(String name) {
        return Arrays.stream(CommandStatus.values())
                .filter(status -> of(status).equals(name))
                .findFirst();
    }

    private static Map<CommandStatus, String> names() {
        var names = new EnumMap<CommandStatus, String>(CommandStatus.class);
        for (var status : CommandStatus.values()) {
            names.put(status, new String(ContractJson.write(status), UTF_8).replace("\"", ""));
        }
        return names;
    }
}
