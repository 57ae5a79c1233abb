package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OctaneTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void onlyTheCommandThatRunsIsLoaded() {
        assertThat(Octane.commandLine("status", "7").getSubcommands()).containsOnlyKeys("status");
    }

    @Test
    void helpNamesEveryCommandAndExitStatus() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains(Octane.names()).contains("Exit status:", "3   no server answers");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCommandHasHelp(String name) {
        assertThat(run(name, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: octane " + name);
    }

    @Test
    void aMisspeltCommandIsAUsageErrorWithASuggestion() {
        assertThat(run("upgrad")).isEqualTo(2);
        assertThat(err.toString()).contains("Unmatched argument at index 0: 'upgrad'", "Did you mean: octane upgrade");
    }

    @Test
    void noCommandIsAUsageError() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing command");
    }

    @Test
    void completionKnowsEveryCommand() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains(Octane.names());
    }

    @Test
    void theVersionIsTold() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("octane ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"world", "server", "demo"})
    void faultsThatCannotBeReadAreRefusedBeforeAnythingIsStarted(String name) {
        var data = folder.resolve("data");
        var embedded = name.equals("server") ? "--embedded" : "--speed=1";
        assertThat(run(name, embedded, "--data", data.toString(), "--chaos", "explode@node-1"))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("octane: The fault 'explode@node-1' can't be read: 'explode' is no kind of fault.")
                .contains("unreachable@NODE", "For instance:");
        assertThat(data).doesNotExist();
    }

    static Iterable<String> names() {
        return Octane.names();
    }

    private int run(String... arguments) {
        return Octane.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
