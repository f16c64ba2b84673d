package io.mainspring.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.Origin;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at a charge point because somebody wants to see it. Written as a list, separated by commas:
 *
 * <ul>
 *   <li>{@code 1:GroundFailure}: connector 1 is Faulted for that reason; 0 is the charge point with all of them
 *   <li>{@code lock}: no connector's lock closes when a session is to begin
 *   <li>{@code Reset=Rejected}: the request is answered with that status, and nothing is done. A CALLERROR's code
 *       ({@code Reset=InternalError}) and {@code Reset=silence} are possible, too
 * </ul>
 */
public final class Faults {

    public static final Faults NONE = new Faults();

    private static final String LOCK = "lock";
    private static final String SILENCE = "silence";

    private final Map<Integer, ChargePointErrorCode> connectors = new TreeMap<>();
    private final Map<Action, Answer> answers = new EnumMap<>(Action.class);
    private boolean locksFail;

    private Faults() {}

    /**
     * @throws IllegalArgumentException naming what is not understood
     */
    public static Faults of(String list) {
        var faults = new Faults();
        for (var word : list.split(",", -1)) {
            if (!word.isBlank()) {
                faults.add(word.strip());
            }
        }
        return faults;
    }

    private void add(String word) {
        var colon = word.indexOf(':');
        var equals = word.indexOf('=');
        if (word.equals(LOCK)) {
            locksFail = true;
        } else if (colon > 0) {
            connectors.put(connectorId(word, colon), errorCode(word, colon));
        } else if (equals > 0) {
            var action =
                    Action.named(word.substring(0, equals))
                            .filter(named -> named.comesFrom(Origin.CENTRAL_SYSTEM))
                            .orElseThrow(() -> new IllegalArgumentException(word));
            answers.put(action, answer(action, word.substring(equals + 1), word));
        } else {
            throw new IllegalArgumentException(word);
        }
    }

    private static int connectorId(String word, int colon) {
        try {
            return Integer.parseUnsignedInt(word.substring(0, colon));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(word, e);
        }
    }

    private static ChargePointErrorCode errorCode(String word, int colon) {
        return Arrays.stream(ChargePointErrorCode.values())
                .filter(code -> code.wireName().equals(word.substring(colon + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    private static Answer answer(Action action, String how, String word) {
        if (how.equals(SILENCE)) {
            return new Answer.Silence();
        }
        try {
            var status = ("{\"status\":\"" + how + "\"}").getBytes(UTF_8);
            var response = OcppCodec.strict().decode(action.response(), status).message();
            return new Answer.Result(response, how, () -> {});
        } catch (OcppViolation e) {
            return OcppErrorCode.named(how)
                    .map(code -> new Answer.Refusal(code, "as wished"))
                    .orElseThrow(() -> new IllegalArgumentException(word, e));
        }
    }

    ChargePointErrorCode of(int connectorId) {
        return connectors.getOrDefault(connectorId, ChargePointErrorCode.NO_ERROR);
    }

    boolean locksFail() {
        return locksFail;
    }

    /** Null: as usual. */
    @Nullable Answer to(Action action) {
        return answers.get(action);
    }
}
