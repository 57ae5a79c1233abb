package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/test in a folder of its own, with a Maven that only says what it was told, and leaves reports. */
class TestScriptTest {

    @TempDir
    private Path home;

    private String path = ":" + System.getenv("PATH");
    private int status;
    private List<String> out;

    @BeforeEach
    void aCopyOfTheScript() throws IOException {
        Files.createDirectories(home.resolve("scripts"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("scripts/test"), home.resolve("scripts/test"));
        maven("echo \"[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0\"");
    }

    @Test
    void slowOnesAreLeftOutUnlessTheyAreNamed() throws Exception {
        run(Map.of());
        assertThat(told())
                .isEqualTo("-B -Dstyle.color=never -Dskip.shellcheck -DexcludedGroups=slow,soak,browser,chaos test");
        run(Map.of(), "slow");
        assertThat(told()).isEqualTo("-B -Dstyle.color=never -Dskip.shellcheck -Dgroups=slow test");
        run(Map.of(), "soak");
        assertThat(told()).isEqualTo("-B -Dstyle.color=never -Dskip.shellcheck -Dgroups=soak test");
        run(Map.of(), "chaos", "-Dchaos.minutes=5");
        assertThat(told())
                .as("a storm has the machine to itself")
                .isEqualTo(
                        "-B -Dstyle.color=never -Dskip.shellcheck -Dgroups=chaos -Dtests.forks=1 -Dchaos.minutes=5 test");
        run(Map.of(), "-Dtest=KilledServerTest", "-o");
        assertThat(told()).isEqualTo("-B -Dstyle.color=never -Dskip.shellcheck -Dtest=KilledServerTest -o test");
        run(Map.of(), "-o");
        assertThat(told())
                .isEqualTo("-B -Dstyle.color=never -Dskip.shellcheck -DexcludedGroups=slow,soak,browser,chaos -o test");
    }

    @Test
    void thoseInABrowserRunOneAfterTheOther() throws Exception {
        program("chromium", "");
        program("chromedriver", "");
        run(Map.of(), "browser");
        assertThat(told()).isEqualTo("-B -Dstyle.color=never -Dskip.shellcheck -Dgroups=browser -Dtests.forks=1 test");
    }

    @Test
    void aMachineThatCanNotInstallABrowserSaysSo() throws Exception {
        for (var name : List.of("readlink", "dirname", "mkdir", "rm")) {
            Files.createSymbolicLink(home.resolve("bin/" + name), Path.of("/bin/" + name));
        }
        program("id", "echo 1000");
        path = "";
        run(Map.of(), "browser");
        assertThat(status).isEqualTo(77);
        assertThat(out)
                .containsExactly(
                        "Browser: not run: there is no chromium with its chromedriver, and only root of a Debian can install"
                                + " them");
    }

    @Test
    void itEndsWithTheSlowestClassesAndTheSummary() throws Exception {
        var lines = new ArrayList<String>();
        for (int i = 1; i <= 12; i++) {
            lines.add("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: " + i + "." + i
                    + " s -- in org.octane.C" + i);
        }
        lines.add("[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0");
        maven("cat <<'END'\n" + String.join("\n", lines) + "\nEND");

        run(Map.of());

        assertThat(status).isZero();
        assertThat(out)
                .hasSize(12)
                .startsWith("The slowest classes, in seconds:", "      12.1  org.octane.C12")
                .endsWith("       3.3  org.octane.C3", "Tests run: 12, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void skippedTestsAreNamedAndWhyTheyMayBe() throws Exception {
        maven(
                """
                mkdir -p target/surefire-reports
                cat >target/surefire-reports/TEST-a.xml <<'END'
                  <testcase name="goes" classname="org.octane.A" time="0.1"/>
                  <testcase name="isCompared{String}[1]" classname="org.octane.A" time="0.0">
                    <skipped message="no dump"/>
                  </testcase>
                END
                cat >target/surefire-reports/TEST-b.xml <<'END'
                  <testcase name="" classname="org.octane.B" time="0.0">
                    <skipped/>
                END
                echo '[WARNING] Tests run: 3, Failures: 0, Errors: 0, Skipped: 2'
                """);

        run(Map.of("OCTANE_SHARED_DATA", "nowhere"));
        assertThat(out)
                .containsExactly(
                        "Skipped, most of them since there is no nowhere with what real Nailguns said"
                                + " (OCTANE_SHARED_DATA names another folder):",
                        "  org.octane.A.isCompared{String}[1]",
                        "  org.octane.B",
                        "Tests run: 3, Failures: 0, Errors: 0, Skipped: 2");

        run(Map.of("OCTANE_SHARED_DATA", home.toString()));
        assertThat(out).startsWith("Skipped:");
    }

    @Test
    void aTestThatPassedAtItsSecondTryIsNamed() throws Exception {
        maven(
                """
                cat <<'END'
                [WARNING] Flakes:
                [WARNING] org.octane.A.goes
                [ERROR]   Run 1: A.goes:7 no answer
                [INFO]   Run 2: PASS
                [INFO]
                [WARNING] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1
                END
                """);

        run(Map.of(), "-Dsurefire.rerunFailingTestsCount=1");

        assertThat(status).isZero();
        assertThat(out)
                .contains("org.octane.A.goes", "Run 1: A.goes:7 no answer")
                .endsWith("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1");
    }

    @Test
    void aFailureIsShownWithTheEndOfItsLog() throws Exception {
        maven(
                """
                mkdir -p target/surefire-reports
                printf '%s\\n' - - - - 'a.B.fails <<< FAILURE!' >target/surefire-reports/a.B.txt
                echo 'its log' >target/surefire-reports/a.B-output.txt
                echo '[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0'
                exit 1
                """);

        run(Map.of());

        assertThat(status).isEqualTo(1);
        assertThat(out)
                .containsExactly(
                        "--- a.B",
                        "a.B.fails <<< FAILURE!",
                        "--- the end of its log",
                        "its log",
                        "Maven's own output: target/test.log",
                        "Tests run: 1, Failures: 1, Errors: 0, Skipped: 0");
    }

    @Test
    void aWarningOfShellCheckFailsATestRunThatIsFineOtherwise() throws Exception {
        Files.writeString(home.resolve("unclean"), "[INFO] looks\nIn scripts/x line 1: SC2086\n");

        run(Map.of());

        assertThat(status).isEqualTo(1);
        assertThat(out)
                .containsExactly(
                        "--- ShellCheck",
                        "In scripts/x line 1: SC2086",
                        "Maven's own output: target/shellcheck.log",
                        "Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
    }

    /** What it was told to test is kept. */
    private void maven(String script) throws IOException {
        var file = home.resolve("bin/mvn");
        Files.writeString(
                file,
                """
                #!/usr/bin/env bash
                case $* in *shellcheck:check*) if [ -e unclean ]; then cat unclean; exit 1; else exit 0; fi ;; esac
                echo "$*" >told
                """
                        + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void program(String name, String script) throws IOException {
        var file = home.resolve("bin/" + name);
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String told() throws IOException {
        return Files.readString(home.resolve("told")).strip().replaceFirst(" -Dtests.folder=/dev/shm/\\S+", "");
    }

    private void run(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("bash", "scripts/test"));
        command.addAll(List.of(arguments));
        var file = home.resolve("out");
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file.toFile());
        builder.environment().remove("OCTANE_SHARED_DATA");
        builder.environment().putAll(environment);
        builder.environment().put("PATH", home.resolve("bin") + path);
        var process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        status = process.exitValue();
        out = Files.readAllLines(file);
    }
}
