package io.mainspring.benchmarks.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.codec.Decoded;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.frame.Frames;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.OcppMessage;
import io.mainspring.ocpp.v16.action.StartTransaction;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One message on one core. The targets are decode, validate and encode together: 3 microseconds for
 * a StartTransaction, 10 for MeterValues with 12 samples.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodecBenchmark {

    private static final String START =
            """
            {"connectorId":1,"idTag":"DEADBEEF","meterStart":1000,"timestamp":"2026-03-01T10:00:00.000Z"}\
            """;
    private static final String DEVIATING_START =
            """
            {"connectorId":1,"idTag":"DEADBEEF","meterStart":"1000","reservationId":0,"timestamp":"2026-03-01T10:00:00"}\
            """;

    private final byte[] start = START.getBytes(UTF_8);
    private final byte[] deviatingStart = DEVIATING_START.getBytes(UTF_8);
    private final byte[] meterValues = meterValues().getBytes(UTF_8);
    private final byte[] frame =
            ("[2,\"0193f5a0-7c4e-7b5a-9f57-2f6c8e1d3b4a\",\"StartTransaction\"," + START + "]")
                    .getBytes(UTF_8);

    @Benchmark
    public byte[] startTransaction() {
        return throughBothWays(OcppCodec.strict(), StartTransaction.Request.class, start);
    }

    @Benchmark
    public byte[] meterValuesWith12Samples() {
        return throughBothWays(OcppCodec.strict(), MeterValues.Request.class, meterValues);
    }

    /** As the gateway reads what keeps to the specification: no second pass, no encoding. */
    @Benchmark
    public Decoded<MeterValues.Request> meterValuesReadTolerantly() {
        return OcppCodec.tolerant().decode(MeterValues.Request.class, meterValues);
    }

    /** A charge point that deviates in three ways: the price of the slow path. */
    @Benchmark
    public Decoded<StartTransaction.Request> deviatingStartTransactionReadTolerantly() {
        return OcppCodec.tolerant().decode(StartTransaction.Request.class, deviatingStart);
    }

    @Benchmark
    public Frame frame() {
        return Frames.read(frame);
    }

    private static <T extends OcppMessage> byte[] throughBothWays(
            OcppCodec codec, Class<T> type, byte[] payload) {
        return codec.encode(codec.decode(type, payload).message());
    }

    private static String meterValues() {
        var phases = new String[] {"L1", "L2", "L3"};
        var measurands = new String[] {"Current.Import", "Voltage", "Power.Active.Import"};
        var units = new String[] {"A", "V", "W"};
        var perPhase =
                IntStream.range(0, 9)
                        .mapToObj(i ->
                                "{\"value\":\"%d.%d\",\"context\":\"Sample.Periodic\",\"format\":\"Raw\",\"measurand\":\"%s\",\"phase\":\"%s\",\"location\":\"Outlet\",\"unit\":\"%s\"}"
                                        .formatted(
                                                16 + i,
                                                i,
                                                measurands[i / 3],
                                                phases[i % 3],
                                                units[i / 3]))
                        .collect(Collectors.joining(","));
        return """
        {"connectorId":1,"transactionId":4711,"meterValue":[{"timestamp":"2026-03-01T10:00:00Z","sampledValue":[
         {"value":"123456","measurand":"Energy.Active.Import.Register","unit":"Wh"},
         {"value":"42","measurand":"SoC","unit":"Percent","location":"EV"},
         {"value":"31.5","measurand":"Temperature","unit":"Celsius","location":"Body"},%s]}]}\
        """
                .formatted(perPhase);
    }
}
