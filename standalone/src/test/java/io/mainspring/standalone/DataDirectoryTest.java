package io.mainspring.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir private Path directory;

    @Test
    void aSecondInstanceIsRefusedAndToldWhat() throws Exception {
        try (var _ = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(DataDirectory.HeldByAnother.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("MAINSPRING_DATA_DIR");
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void secretsAreMadeOnceKeptAndHiddenFromOthers() throws Exception {
        String key;
        String password;
        try (var first = DataDirectory.open(directory)) {
            key = first.adminKey(null);
            password = first.password("auth");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(first.credentialsFile())))
                    .isEqualTo("rw-------");
        }
        try (var second = DataDirectory.open(directory)) {
            assertThat(second.adminKey(null)).isEqualTo(key).hasSize(48);
            assertThat(second.password("auth")).isEqualTo(password).isNotEqualTo(key);
            assertThat(second.adminKey("configured")).isEqualTo("configured");
        }
    }
}
