package io.mainspring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mainspring.benchmarks.load.ProcessorUsage.Ticks;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineReadingsTest {

    @Test
    void aHistogramIsSummedAndCompared() {
        var before =
                HeapHistogram.parse(
                        """
                        4242:
                         num     #instances         #bytes  class name (module)
                        -------------------------------------------------------
                           1:          1000          64000  [B (java.base@25)
                           2:           500          12000  java.lang.String (java.base@25)
                        Total          1500          76000
                        """);
        var after =
                HeapHistogram.parse(
                        """
                           1:          2000         128000  [B (java.base@25)
                           2:           500          12000  java.lang.String (java.base@25)
                           3:            10            160  io.mainspring.Connection
                        """);

        assertThat(before.bytes()).isEqualTo(76_000);
        assertThat(after.growthSince(before, 2))
                .containsExactly(
                        Map.entry("[B", 64_000L), Map.entry("io.mainspring.Connection", 160L));
        assertThatThrownBy(() -> HeapHistogram.parse("no such process"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void residentMemoryIsRead() {
        assertThat(PlatformJvm.residentBytes("Name:\tjava\nVmRSS:\t  2048 kB\nThreads:\t9\n"))
                .isEqualTo(2_097_152);
        assertThat(PlatformJvm.residentBytes("")).isZero();
    }

    @Test
    void memoryIsTold() {
        assertThat(Machine.memoryGib("MemTotal:       24656789 kB\nMemFree: 1 kB\n"))
                .hasValue("24");
        assertThat(Machine.memoryGib("")).isEmpty();
    }

    @Test
    void idleAndWaitingProcessorsAreNotBusy() {
        var earlier = Ticks.parse("cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 1 1 1\n");
        var later = Ticks.parse("cpu  175 0 125 750 150 0 0 0 50 0\n");

        assertThat(later.busyShareSince(earlier)).isCloseTo(0.5, within(0.001));
        assertThat(Ticks.parse("").busyShareSince(Ticks.parse(""))).isZero();
    }

    @Test
    void thinkingFillsWhatTheAnswerLeaves() {
        var load = new SessionsPhase.Load(200, 500, Duration.ZERO, Duration.ofSeconds(60));

        assertThat(load.think(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(390));
        assertThat(load.think(Duration.ofSeconds(1))).isPositive();
        assertThat(
                        new SessionsPhase.Load(200, 0, Duration.ZERO, Duration.ZERO)
                                .think(Duration.ZERO))
                .isZero();
    }

    @Test
    void onlyTheWholeLoadIsJudged() {
        for (var phase : Phase.values()) {
            assertThat(LoadSettings.full().isFull(phase)).isTrue();
            assertThat(LoadSettings.quick().isFull(phase)).isFalse();
        }
    }

    @Test
    void idTagsOfTheImportAreThoseOfTheSessions() {
        assertThat(Names.idTagCsv(1, 2)).isEqualTo("idTag\nTAG00000001\nTAG00000002\n");
        assertThat(Names.idTags(2).getLast().value()).isEqualTo("TAG00000002");
        assertThat(Names.chargePoints(Names.SESSION_PREFIX, 2))
                .containsExactly("BENCH-00001", "BENCH-00002");
    }
}
