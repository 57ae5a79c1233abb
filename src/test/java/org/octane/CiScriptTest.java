package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** .ci/run in a folder of its own, with programs that only say that they ran. */
class CiScriptTest {

    private static final String AGAIN = "-Dsurefire.rerunFailingTestsCount=1 -Dsurefire.failOnFlakeCount=4";

    @TempDir
    private Path home;

    private String until = "60";
    private int status;

    @BeforeEach
    void aCopyOfTheScript() throws IOException {
        Files.createDirectories(home.resolve("target"));
        Files.createDirectories(home.resolve(".ci"));
        Files.copy(Path.of(".ci/run"), home.resolve(".ci/run"));
        for (var name : List.of("scripts/test", "bin/mvn", "scripts/octane")) {
            program(name, "echo \"${0##*/} $*\"");
        }
        program("bin/git", ":");
        program(
                "scripts/lab",
                "echo a case fails; echo; echo 'ceph  passed'; echo 'Lab: 7 passed, 0 failed, 0 not run'");
    }

    @Test
    void itTellsWhatTheLabSaysInTheEnd() throws Exception {
        assertThat(run().lines())
                .contains("ceph  passed", "Lab: 7 passed, 0 failed, 0 not run", "octane demo")
                .doesNotContain("a case fails");
        assertThat(status).isZero();
    }

    @Test
    void aLabThatFailsEndsItWithAllThatTheLabSaid() throws Exception {
        program("scripts/lab", "echo a case fails; echo; echo 'Lab: 6 passed, 1 failed, 0 not run'; exit 1");

        assertThat(run().lines()).contains("octane demo", "a case fails");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void aMachineThatCanNotHaveTheLabIsNoFailure() throws Exception {
        program("scripts/lab", "echo installing; echo 'Lab: not run: it needs root'; exit 77");

        assertThat(run().lines()).contains("Lab: not run: it needs root", "octane demo");
        assertThat(status).isZero();
    }

    @Test
    void theBoardIsTriedInABrowserAfterTheDemoAndBeforeTheLab() throws Exception {
        assertThat(run().lines())
                .containsSubsequence(
                        "test " + AGAIN,
                        "test slow " + AGAIN,
                        "octane demo",
                        "test browser " + AGAIN,
                        "Lab: 7 passed, 0 failed, 0 not run");
    }

    @Test
    void aMachineThatCanNotHaveABrowserIsNoFailure() throws Exception {
        program("scripts/test", "[ \"$1\" != browser ] || { echo 'Browser: not run: no apt'; exit 77; }");

        assertThat(run().lines()).contains("Browser: not run: no apt", "Lab: 7 passed, 0 failed, 0 not run");
        assertThat(status).isZero();
    }

    @Test
    void aBoardThatFailsInTheBrowserEndsItWithAllThatTheTestsSaid() throws Exception {
        program("scripts/test", "[ \"$1\" != browser ] || { echo a button is missing; echo 'Tests run: 2'; exit 1; }");

        assertThat(run().lines()).contains("a button is missing").doesNotContain("ceph  passed");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void aSlowMachineDoesNotBeginTheLab() throws Exception {
        program("scripts/test", "sleep 1.1");
        until = "1";

        assertThat(run().lines())
                .anyMatch(line -> line.matches("Lab: not run: the tests alone took \\d+ s"))
                .anyMatch(line -> line.matches("Chaos: not run: the tests alone took \\d+ s"));
        assertThat(status).isZero();
    }

    @Test
    void stormsRageForFiveMinutesAfterAllOtherTests() throws Exception {
        program(
                "scripts/test",
                "echo \"$*\" >>told; [ \"$1\" != chaos ] || printf '%s\\n' '| 1 | four |' '14 storms, 0 failed.'");

        assertThat(run().lines())
                .contains("Chaos: from seed 1 on 14 storms, 0 failed.")
                .doesNotContain("| 1 | four |");
        assertThat(status).isZero();
        assertThat(Files.readAllLines(home.resolve("told")))
                .endsWith("browser " + AGAIN, "chaos -Dchaos.from=1 -Dchaos.minutes=5 -Dchaos.again=1");
    }

    @Test
    void aStormThatFailsEndsItWithTheSeed() throws Exception {
        program(
                "scripts/test",
                "[ \"$1\" != chaos ] || { echo 'Again: scripts/test chaos -Dchaos.cloud=four -Dchaos.seed=7'; exit 1; }");

        assertThat(run().lines())
                .contains("Again: scripts/test chaos -Dchaos.cloud=four -Dchaos.seed=7")
                .doesNotContain("ceph  passed");
        assertThat(status).isEqualTo(1);
    }

    private void program(String name, String text) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run() throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", home.resolve(".ci/run").toString()).redirectErrorStream(true);
        builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("OCTANE_CI_LAB_UNTIL", until);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        status = process.exitValue();
        return said;
    }
}
