package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.step.ScriptRun;

/** A remote job and the disk that it fills, or finds full. */
class FullDiskTest {

    private static final int RUNS = 10;
    private static final String FRAME = NodeScript.of(
                    """
            . ../lib/frame.sh
            check() { :; }
            verify() { check; }
            """)
            .body();

    @TempDir
    Path world;

    private Path root;
    private Path full;

    @BeforeEach
    void aNode() throws IOException {
        root = Files.createDirectories(world.resolve("nodes/5/root"));
        full = Files.createDirectories(world.resolve("faults/5")).resolve("full");
        Files.copy(
                Path.of("src/main/resources/world/lib/full-disk.sh"),
                Files.createDirectories(world.resolve("lib")).resolve("full-disk.sh"));
    }

    @Test
    void theCauseIsKeptOfAJobThatFillsItsDisk() throws Exception {
        assertThat(start("1-7", "act() { : >" + full + "; fail 'the dump broke off'; }", "act")
                        .exit())
                .isEqualTo(RUNS);

        await().until(() -> look("1-7").exit() != RUNS);

        var look = look("1-7");
        assertThat(look.exit()).isEqualTo(1);
        assertThat(look.err())
                .isEqualTo("the dump broke off\n" + "nothing can be written to " + root
                        + "/var/lib/octane: No space left on device: the dump broke off\n");
    }

    @Test
    void whatItSaysIsNeitherCutNorPaddedWhereThereIsRoom() throws Exception {
        var words = "words ".repeat(2000).strip();
        start("1-7", "act() { echo " + words + " >&2; refuse 'enough'; }", "act");

        await().until(() -> look("1-7").exit() != RUNS);

        var seen = look("1-7");
        assertThat(seen.exit()).isEqualTo(ScriptRun.REFUSED);
        assertThat(seen.err()).isEqualTo(words + "\nenough\n");
    }

    @Test
    void noActBeginsOnAFullDisk() throws Exception {
        Files.createFile(full);

        var start = start("1-7", "act() { mkdir " + root + "/made; }", "act");

        assertThat(start.exit()).isEqualTo(1);
        assertThat(start.err())
                .isEqualTo(
                        "nothing can be written to /var/lib/octane, where the step needs room: No space left on device\n");
        assertThat(look("1-7").exit()).isZero();
        assertThat(root.resolve("made")).doesNotExist();
    }

    @Test
    void anUndoGoesOnThereWithoutAJob() throws Exception {
        Files.createFile(full);

        var undo = start("1-7-undo", "undo() { mkdir " + root + "/undone; }", "undo");

        assertThat(undo.exit()).as(undo.err()).isZero();
        assertThat(root.resolve("undone")).isDirectory();
        assertThat(root.resolve("var/lib/octane/jobs/1-7-undo")).doesNotExist();
        assertThat(start("1-7-undo", "undo() { refuse 'it is another file'; }", "undo"))
                .matches(run -> run.exit() == ScriptRun.REFUSED && run.err().equals("it is another file\n"));
    }

    private ScriptRun start(String job, String functions, String phase) throws Exception {
        var script =
                "UPGRADE=1 STEP=7 FENCE=3 NODE_NAME=node-5\n" + FRAME + functions + "\nmain " + phase + " </dev/null\n";
        return bash(
                job,
                "OCTANE_JOB_SCRIPT=" + NodeScript.quoted(script) + "\n" + NodeScript.resource("node/job/start.sh"));
    }

    private ScriptRun look(String job) throws Exception {
        return bash(job, NodeScript.resource("node/job/look.sh"));
    }

    private ScriptRun bash(String job, String text) throws IOException, InterruptedException {
        var in = Files.writeString(world.resolve("in"), "JOB=" + job + "\nATTEMPT=1\n" + text + NodeScript.WHOLE);
        var builder = new ProcessBuilder("bash", "-c", NodeScript.SHELL)
                .redirectInput(in.toFile())
                .redirectOutput(world.resolve("out").toFile())
                .redirectError(world.resolve("err").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "OCTANE_WORLD", world.toString(),
                        "OCTANE_NODE", "5",
                        "OCTANE_ROOT", root.toString(),
                        "BASH_ENV", world.resolve("lib/full-disk.sh").toString()));
        int exit = builder.start().waitFor();
        return new ScriptRun(exit, Files.readString(world.resolve("out")), Files.readString(world.resolve("err")));
    }
}
