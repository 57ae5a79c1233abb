package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.node.NodeScript;

/** A script names the parts of {@code node/lib} that it uses, and only those are sent with it. */
class ScriptPartsTest {

    private static final ScriptParts PARTS = new ScriptParts(ScriptText.SCRIPTS);

    static Stream<Path> scripts() throws IOException {
        // Those of a remote job stand ahead of a script that has parts of its own.
        return ScriptText.all().filter(script -> !script.getParent().endsWith("job"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptNamesThePartsThatItUsesAndNoOther(Path script) throws IOException {
        assertThat(PARTS.problems(script)).isEmpty();
    }

    @Test
    void eachPartIsUsed() throws IOException {
        var named = new TreeSet<String>();
        scripts().forEach(script -> named.addAll(PARTS.named(script)));

        assertThat(named).isEqualTo(PARTS.parts());
    }

    @Test
    void whatIsWrongIsSaidInASentence(@TempDir Path folder) throws IOException {
        part(folder, "frame", "main() { :; }");
        part(folder, "mysql", "sql() { :; }");
        part(folder, "ceph", "CEPH=/etc/ceph");

        assertThat(new ScriptParts(folder).problems(script(folder, ". ../lib/ceph.sh", "check() { sql 'SELECT 1'; }")))
                .containsExactlyInAnyOrder(
                        "stage/step.sh uses main of lib/frame.sh and does not name it: add the line `."
                                + " ../lib/frame.sh`.",
                        "stage/step.sh uses sql of lib/mysql.sh and does not name it: add the line `."
                                + " ../lib/mysql.sh`.",
                        "stage/step.sh names lib/ceph.sh and uses nothing of it: remove the line.");
        assertThat(new ScriptParts(folder).problems(script(folder, ". ../lib/frame.sh", ". ../lib/nova.sh")))
                .containsExactly("stage/step.sh names ../lib/nova.sh, which is no part: it would be read on the node.");
        assertThat(new ScriptParts(folder)
                        .problems(script(folder, ". ../lib/frame.sh", ". ../lib/ceph.sh", "echo \"$CEPH\"")))
                .isEmpty();
    }

    @Test
    void onlyWhatAScriptNamesIsSentAndNothingTwice() {
        var isolation = NodeScript.named("upgrade-env/isolate-controllers").body();

        assertThat(isolation)
                .doesNotContain("mysql --batch", "ceph --connect-timeout")
                .doesNotContainPattern("(?m)^\\. ");
        assertThat(isolation.lines().filter("main() {"::equals)).hasSize(1);
        assertThat(isolation.indexOf("vsctl() {")).isBetween(0, isolation.indexOf("add_bridge() {"));
    }

    @Test
    void aScriptThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> NodeScript.named("upgrade-env/nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no script node/upgrade-env/nothing.sh");
    }

    @Test
    void aScriptRunsByHandFromItsFolder(@TempDir Path root) throws Exception {
        var builder = new ProcessBuilder("bash", "-c", "(ORIG_ID=1 NODE_NAME=node-4; . ./remember-vms.sh; main check)")
                .directory(ScriptText.SCRIPTS.resolve("upgrade-node").toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "OCTANE_ROOT", root.toString()));
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());

        assertThat(output).isEqualToIgnoringNewLines("it is not recorded yet which VMs run");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    private static void part(Path folder, String name, String text) throws IOException {
        var file = folder.resolve("lib/" + name + ".sh");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static Path script(Path folder, String... lines) throws IOException {
        var file = folder.resolve("stage/step.sh");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
