package org.octane.server.settings;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where a secret comes from: the first line of a file, or of what a program prints, which an operator writes as {@code |PROGRAM
 * ARGUMENT…}. No shell is in between.
 */
record SecretSource(Path file, List<String> command) {

    private static final int SECONDS = 30;

    /** @return null where none is named */
    static SecretSource of(String value) {
        if (value.isEmpty()) {
            return null;
        }
        if (!value.startsWith("|")) {
            return new SecretSource(Path.of(value), List.of());
        }
        var words = value.substring(1).strip();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no program is named");
        }
        return new SecretSource(null, List.of(words.split("\\s+")));
    }

    /** @throws IllegalArgumentException that names the setting, and nothing of what a program printed */
    String secret(String key) {
        return file == null ? printed(key) : read(key);
    }

    private String read(String key) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(key + " is '" + file + "', which cannot be read", e);
        }
    }

    private String printed(String key) {
        var program = key + " names the program " + command.get(0) + ", which ";
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalArgumentException(program + "can't be started", e);
        }
        var line = FirstLine.of(process.getInputStream());
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalArgumentException(program + "does not end within " + SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalArgumentException(program + "ended with " + process.exitValue());
            }
            var secret = line.text();
            if (secret.isEmpty()) {
                throw new IllegalArgumentException(program + "prints nothing");
            }
            return secret;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException(program + "was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
