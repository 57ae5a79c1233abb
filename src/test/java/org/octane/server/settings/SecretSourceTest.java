package org.octane.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that prints a secret, and what it leaves behind. */
class SecretSourceTest {

    @TempDir
    private Path folder;

    @AfterEach
    void endWhoIsLeft() throws IOException {
        var left = folder.resolve("left");
        if (Files.exists(left)) {
            ProcessHandle.of(Long.parseLong(Files.readString(left).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** As an agent for passwords that the first call starts. */
    @ParameterizedTest
    @ValueSource(strings = {"echo 'a secret'", "printf 'a secret'", "printf 'a secret\\r\\nand more\\n'"})
    @Timeout(60)
    void whoGoesOnInTheBackgroundIsNotWaitedFor(String prints) throws IOException {
        var program = program("sleep 600 &\necho $! >" + folder + "/left\n" + prints);

        assertThat(SecretSource.of("|" + program).secret("octane.some-file")).isEqualTo("a secret");
        assertThat(left()).as("the one in the background").isTrue();
    }

    @Test
    void whoPrintsALotIsNotKeptFromItsEnd() throws IOException {
        var program = program("echo secret\nhead -c 1000000 /dev/zero");

        assertThat(SecretSource.of("|" + program).secret("octane.some-file")).isEqualTo("secret");
    }

    private boolean left() throws IOException {
        await().until(() -> Files.exists(folder.resolve("left")));
        return ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("left")).strip()))
                .isPresent();
    }

    private Path program(String text) throws IOException {
        var file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
