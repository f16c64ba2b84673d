package io.mainspring.firmware.files.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.firmware.files.http.ByteRange.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @Test
    void aRangeMayLackItsEnd() {
        assertThat(ByteRange.asked("bytes=40-", 100)).isEqualTo(part(40, 99));
    }

    @Test
    void aRangeEndsWhereTheFileEnds() {
        assertThat(ByteRange.asked("bytes=40-4000", 100)).isEqualTo(part(40, 99));
    }

    @Test
    void aSuffixCountsFromTheEnd() {
        assertThat(ByteRange.asked("bytes=-10", 100)).isEqualTo(part(90, 99));
        assertThat(ByteRange.asked("bytes=-1000", 100)).isEqualTo(part(0, 99));
    }

    @Test
    void whatLiesBehindTheEndCannotBeHad() {
        assertThat(ByteRange.asked("bytes=100-", 100)).isEqualTo(new Asked.Unsatisfiable());
        assertThat(ByteRange.asked("bytes=-0", 100)).isEqualTo(new Asked.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=-", "bytes=5-3", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"})
    void whatIsNoSingleRangeStandsForTheWholeFile(String header) {
        assertThat(ByteRange.asked(header, 100)).isEqualTo(new Asked.Whole());
    }

    private static Asked part(long first, long last) {
        return new Asked.Part(new ByteRange(first, last));
    }
}
