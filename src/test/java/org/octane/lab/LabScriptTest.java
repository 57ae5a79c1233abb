package org.octane.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.plan.catalogue.StepDefinition;

/** {@code scripts/lab} and its cases as far as they can be looked at without root and without what they install. */
class LabScriptTest {

    private static final Path CASES = Path.of("src/test/lab/cases");

    private int status;

    @Test
    void itListsEachCaseWithWhatItShows() throws Exception {
        var lines = lab("list").lines().toList();

        assertThat(status).isZero();
        assertThat(lines.stream().map(line -> line.split(" ")[0])).containsExactlyInAnyOrderElementsOf(names());
        assertThat(lines).allMatch(line -> line.matches("[a-z]+ +[A-Za-z].{20,}"));
    }

    @Test
    void aCaseThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
        var said = lab("nothing");

        assertThat(status).isEqualTo(1);
        assertThat(said)
                .startsWith("lab: there is no case 'nothing'; there are: ")
                .contains("ceph", "databases");
    }

    @Test
    void eachCaseSaysHowLongItMayTakeAndProvesSomething() throws IOException {
        for (var name : names()) {
            var text = Files.readString(CASES.resolve(name + ".sh"));
            assertThat(text)
                    .as(name)
                    .containsPattern("(?m)^# limit: [0-9]{2,3}$")
                    .contains("\nrun() {\n", " prove \"");
        }
    }

    /** A case that names a step which was renamed, or is of a kind that the lab does not run, would fail in the lab only. */
    @Test
    void stepsThatCasesNameAreThereAndCanRun() throws IOException {
        var steps = CatalogueReader.read(Path.of("src/test/lab/steps.d")).steps().values().stream()
                .filter(StepPhases::canRun)
                .map(StepDefinition::name)
                .collect(Collectors.toSet());
        for (var name : names()) {
            var named = Files.readString(CASES.resolve(name + ".sh"))
                    .lines()
                    .flatMap(line -> Pattern.compile(
                                    "^\\s*(?:together )?(?:step|undo|ask) (?:\"\\$\\w+\"|\\$?[\\w-]+) ([a-z][a-z-]+)\\b")
                            .matcher(line)
                            .results()
                            .map(found -> found.group(1)))
                    .collect(Collectors.toSet());
            assertThat(steps).as(name).containsAll(named);
        }
    }

    @Test
    void aKnownFaultIsASentenceThatItsCaseProves() throws IOException {
        for (var line : Files.readAllLines(Path.of("src/test/lab/known-faults"))) {
            var caseAndSentence = line.split(": ", 2);
            var sentences = Pattern.compile("\\bprove \"(.*?)\" ")
                    .matcher(Files.readString(CASES.resolve(caseAndSentence[0] + ".sh")))
                    .results()
                    .map(found -> found.group(1).replaceAll("\\$\\w+", ".+"));
            assertThat(sentences).anyMatch(caseAndSentence[1]::matches);
        }
    }

    /** Else nobody would notice when it breaks again. */
    @Test
    void aKnownFaultThatIsMendedFailsUntilItIsTakenOffTheList(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("known-faults"), "jobs: it rains\njobs: it snows\n");
        var proofs = Path.of("src/test/lab/lib/proofs.sh").toAbsolutePath();

        var said = bash(
                "-c",
                "CASE=jobs LAB_HOME=" + home + "; . " + proofs
                        + "; prove 'it rains' true; prove 'it snows' false; prove 'it shines' true; echo $PASSED $FAILED $KNOWN");

        assertThat(said)
                .contains(
                        "FAILED  it rains: it holds, take it out of known-faults",
                        "KNOWN   it snows",
                        "ok      it shines")
                .endsWith("1 1 1\n");
    }

    /** Neither a failure nor a success: whoever runs it learns why it proves nothing here. */
    @Test
    void whereTheMachineGivesNoNamespacesItIsNotRun(@TempDir Path folder) throws Exception {
        program(folder, "unshare", "exit 1");

        var said = bash(
                Map.of("PATH", folder + ":" + System.getenv("PATH"), "OCTANE_LAB", folder + "/lab"),
                "scripts/lab",
                "jobs");

        assertThat(said).startsWith("Lab: not run: ").hasLineCount(1);
        assertThat(status).isEqualTo(77);
        assertThat(folder.resolve("lab")).doesNotExist();
    }

    @Test
    void whatTheMachineLacksIsInstalled(@TempDir Path folder) throws Exception {
        for (var name : List.of("bash", "dirname", "readlink", "basename", "sed", "sort", "cut", "tr")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("/usr/bin", name));
        }
        program(folder, "id", "echo 0");
        for (var name : List.of("java", "mvn", "unshare", "nsenter", "setpriv", "flock", "mount")) {
            program(folder, name, ":");
        }
        program(folder, "apt-get", "echo \"$*\" >>" + folder + "/asked; exit 100");

        var said = bash(Map.of("PATH", folder.toString(), "OCTANE_LAB", folder + "/lab"), "scripts/lab", "jobs");

        assertThat(said)
                .startsWith("Lab: not run: it needs the packages iproute2 openssh-client, which are not installed");
        assertThat(status).isEqualTo(77);
        assertThat(folder.resolve("asked")).content().startsWith("update");
        program(folder, "apt-get", "echo \"$*\" >>" + folder + "/asked");
        program(folder, "unshare", "exit 1");
        assertThat(bash(Map.of("PATH", folder.toString(), "OCTANE_LAB", folder + "/lab"), "scripts/lab", "jobs"))
                .startsWith("Lab: not run: this machine gives no namespaces");
        assertThat(folder.resolve("asked"))
                .content()
                .endsWith("install -y --no-install-recommends iproute2 openssh-client\n");
    }

    private static void program(Path folder, String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/bash\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Set<String> names() throws IOException {
        try (var files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString().replace(".sh", ""))
                    .collect(Collectors.toSet());
        }
    }

    private String lab(String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("scripts/lab"));
        words.addAll(List.of(arguments));
        return bash(words.toArray(String[]::new));
    }

    private String bash(String... arguments) throws IOException, InterruptedException {
        return bash(Map.of(), arguments);
    }

    private String bash(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/bash"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        status = process.exitValue();
        return said;
    }
}
