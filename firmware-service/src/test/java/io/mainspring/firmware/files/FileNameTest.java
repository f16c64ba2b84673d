package io.mainspring.firmware.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "diag-2026.tar.gz, diag-2026.tar.gz",
        "../../etc/passwd, passwd",
        "C:\\logs\\cp 7.txt, cp_7.txt",
        ".htaccess, htaccess",
        "a\"b;c.txt, a_b_c.txt",
        "Prüfung.log, Pr_fung.log"
    })
    void keepsTheLastSegmentAndHarmlessCharacters(String spelt, String safe) {
        assertThat(FileName.safe(spelt)).isEqualTo(safe);
    }

    @Test
    void isNoneIfNothingIsLeft() {
        assertThat(FileName.safe("..")).isNull();
        assertThat(FileName.safe("logs/")).isNull();
        assertThat(FileName.safe(null)).isNull();
    }

    @Test
    void keepsTheEndOfALongName() {
        assertThat(FileName.safe("x".repeat(500) + ".tar.gz")).hasSize(120).endsWith(".tar.gz");
    }
}
