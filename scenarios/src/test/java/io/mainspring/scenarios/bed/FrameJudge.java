package io.mainspring.scenarios.bed;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.table.FieldTable;
import io.mainspring.ocpp.table.PayloadKind;
import io.mainspring.ocpp.table.TableValidator;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.simulator.scripted.Exchange;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds each frame of the central system to what the conformance tool holds it to: form by the field table of the
 * specification's schemas, answers in 10 s, Authorize in 1 s.
 */
final class FrameJudge {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration AUTHORIZE = Duration.ofSeconds(1);
    private static final int LONGEST_MESSAGE_ID = 36;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TableValidator TABLE = new TableValidator(FieldTable.load());

    private FrameJudge() {}

    static void judge(List<Exchange> exchanges) {
        exchanges.forEach(FrameJudge::judge);
    }

    private static void judge(Exchange exchange) {
        var frame = JSON.readTree(exchange.text());
        assertThat(frame.get(1).asString()).hasSizeBetween(1, LONGEST_MESSAGE_ID);
        var name = exchange.action().wireName();
        switch (exchange.kind()) {
            case REQUEST -> {
                assertThat(frame.size()).as(exchange.text()).isEqualTo(4);
                assertThat(TABLE.validate(name, PayloadKind.REQUEST, frame.get(3)))
                        .as(exchange.text())
                        .isEmpty();
            }
            case RESPONSE -> {
                assertThat(frame.size()).as(exchange.text()).isEqualTo(3);
                assertThat(TABLE.validate(name, PayloadKind.RESPONSE, frame.get(2)))
                        .as(exchange.text())
                        .isEmpty();
                assertThat(exchange.took())
                        .as("time to answer %s", name)
                        .isLessThan(exchange.action() == Action.AUTHORIZE ? AUTHORIZE : ANSWER);
            }
            case ERROR -> {
                assertThat(frame.size()).as(exchange.text()).isEqualTo(5);
                assertThat(frame.get(2).isString()).isTrue();
                assertThat(frame.get(3).isString()).isTrue();
                assertThat(frame.get(4).isObject()).isTrue();
            }
        }
    }
}
