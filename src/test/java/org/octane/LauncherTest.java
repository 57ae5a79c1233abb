package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/octane in a folder of its own, with a PATH on which only named programs are. */
class LauncherTest {

    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    private Path home;

    private int status;
    private String out;
    private String err;

    @BeforeEach
    void aCopyOfTheLauncher() throws IOException {
        Files.createDirectories(home.resolve("scripts"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("scripts/octane"), home.resolve("scripts/octane"));
        provide(
                "bash",
                "dirname",
                "readlink",
                "find",
                "mkdir",
                "rm",
                "mv",
                "flock",
                "sed",
                "grep",
                "tail",
                "touch",
                "cat");
    }

    @Test
    void withoutJavaItSaysSo() throws Exception {
        octane(Map.of(), "status");

        assertThat(status).isEqualTo(1);
        assertThat(err).startsWith("octane: Java is not installed.\n").contains("Install a JDK 17 or newer");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        octane(Map.of("JAVA_HOME", "/nowhere"), "status");

        assertThat(status).isEqualTo(1);
        assertThat(err).contains("JAVA_HOME is /nowhere, and there is no bin/java in it.");
    }

    @Test
    void aJavaThatIsTooOldIsRefusedBeforeTheBuild() throws Exception {
        program("java", "echo '    java.specification.version = 1.8' >&2");

        octane(Map.of(), "status");

        assertThat(status).isEqualTo(1);
        assertThat(err).contains("This Java is version 1.8, and octane needs 17 or newer.");
    }

    @Test
    void withoutMavenItCannotBeBuilt() throws Exception {
        octane(Map.of("JAVA_HOME", JAVA_HOME), "status");

        assertThat(status).isEqualTo(1);
        assertThat(err).contains("Maven is not installed");
    }

    @Test
    void aBuildThatFailsShowsItsEndAndItsLog() throws Exception {
        provide("git");
        program("mvn", "echo '[ERROR] it does not compile'; exit 1");

        octane(Map.of("JAVA_HOME", JAVA_HOME), "status");

        assertThat(status).isEqualTo(1);
        assertThat(err)
                .contains("The build failed")
                .contains("does not compile")
                .contains("target/build.log");
    }

    @Test
    void aBuildDoesNotWriteOverTheJarThatAServerHasOpen() throws Exception {
        build();
        provide("git");
        program(
                "mvn",
                "if [ -e target/octane.jar ]; then echo '[ERROR] it is there'; else echo '[ERROR] it is gone'; fi;"
                        + " exit 1");
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "");
        assertThat(home.resolve("target/octane.jar").toFile().setLastModified(0))
                .isTrue();

        octane(Map.of("JAVA_HOME", JAVA_HOME), "status");

        assertThat(err).contains("it is gone");
    }

    @Test
    void aBuildMakesArchivesOfClassesForServerAndWorldByAStartOnTrial() throws Exception {
        readyToBuild("sleep", "timeout", "mktemp");
        java(
                """
                for option; do case $option in
                  -XX:ArchiveClassesAtExit=*/octane-server.jsa)
                    path=${option#*=}
                    echo archive >"$path"; echo archive >"${path%/*}/octane-world.jsa"
                    echo 'broker amqp://x'; exit 0 ;;
                esac; done
                """);

        octane(Map.of("JAVA_HOME", home.resolve("jdk").toString()), "server");

        assertThat(out).contains("-XX:SharedArchiveFile=" + home.resolve("target/octane-server.jsa"));
        octane(Map.of("JAVA_HOME", home.resolve("jdk").toString()), "world");
        assertThat(out).contains("-XX:SharedArchiveFile=" + home.resolve("target/octane-world.jsa"));
        assertThat(home.resolve("target")).isDirectoryNotContaining("glob:**trial*");
    }

    @Test
    void whatAServerOrItsCloudWritesIsForItsUserAlone() throws Exception {
        build();
        java("umask\n");
        var environment = Map.of("JAVA_HOME", home.resolve("jdk").toString());

        for (var command : List.of("server", "world", "demo")) {
            octane(environment, command);
            assertThat(out).as(command).contains("0077");
        }
    }

    @Test
    void aServerOrItsCloudThatRunsOutOfMemoryEndsInsteadOfServingHalf() throws Exception {
        build();
        java("");
        var environment = Map.of("JAVA_HOME", home.resolve("jdk").toString());

        for (var command : List.of("server", "world")) {
            octane(environment, command);
            assertThat(out).as(command).contains(" -XX:+ExitOnOutOfMemoryError ");
        }
    }

    @Test
    void anArchiveOlderThanTheJarIsNotUsed() throws Exception {
        build();
        java("");
        Files.writeString(home.resolve("target/octane-server.jsa"), "archive");
        assertThat(home.resolve("target/octane-server.jsa").toFile().setLastModified(0))
                .isTrue();

        octane(Map.of("JAVA_HOME", home.resolve("jdk").toString()), "server");

        assertThat(out).contains("org.octane.Octane server").doesNotContain("SharedArchiveFile");
    }

    @Test
    void aStartOnTrialThatFailsOrIsBrokenOffLeavesNothingBehind() throws Exception {
        readyToBuild("sleep", "timeout", "mktemp");
        java(
                """
                for option; do case $option in
                  -XX:ArchiveClassesAtExit=*) exit 1 ;;
                esac; done
                """);

        octane(Map.of("JAVA_HOME", home.resolve("jdk").toString()), "server");

        assertThat(status).isZero();
        assertThat(out).contains("org.octane.Octane server").doesNotContain("SharedArchiveFile");
        assertThat(home.resolve("target"))
                .isDirectoryNotContaining("glob:**trial*")
                .isDirectoryNotContaining("glob:**.jsa");
    }

    /** A Java that says what it was told, unless the script ends before. */
    private void java(String script) throws IOException {
        Files.createDirectories(home.resolve("jdk/bin"));
        Path file = home.resolve("jdk/bin/java");
        Files.writeString(
                file,
                """
                #!/usr/bin/env bash
                case $* in
                  *-version) echo '    java.specification.version = 17' >&2; exit ;;
                  *--list-modules) echo jdk.compiler; exit ;;
                esac
                """
                        + script + "echo \"$*\"\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void readyToBuild(String... programs) throws IOException {
        provide("git");
        provide(programs);
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "");
        program("mvn", "mkdir -p target/lib; echo jar >target/octane.jar");
    }

    @Test
    void aBadCommandHasTheExitStatusOfWrongUsage() throws Exception {
        build();

        octane(Map.of("JAVA_HOME", JAVA_HOME), "no-such-command");

        assertThat(status).isEqualTo(2);
        assertThat(err).contains("Unmatched argument at index 0: 'no-such-command'");
        assertThat(out).isEmpty();
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        build();

        octane(Map.of("JAVA_HOME", JAVA_HOME), "status", "not a number");

        assertThat(status).isEqualTo(2);
        assertThat(err).contains("'not a number' is not a whole number");
    }

    /** What a build makes: a jar, here of nothing but the class path of this test. */
    private void build() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Files.createDirectories(home.resolve("target/lib"));
        try (OutputStream file = Files.newOutputStream(home.resolve("target/octane.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
    }

    private void provide(String... programs) throws IOException {
        for (String program : programs) {
            for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
                Path file = Path.of(folder, program);
                if (Files.isExecutable(file)
                        && Files.notExists(home.resolve("bin").resolve(program))) {
                    Files.createSymbolicLink(home.resolve("bin").resolve(program), file);
                }
            }
        }
    }

    private void program(String name, String script) throws IOException {
        Path file = home.resolve("bin").resolve(name);
        Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void octane(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/bash").toString(),
                home.resolve("scripts/octane").toString()));
        command.addAll(List.of(arguments));
        Path outFile = home.resolve("out");
        Path errFile = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(outFile.toFile()).redirectError(errFile.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", home.resolve("bin").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        status = process.exitValue();
        out = Files.readString(outFile);
        err = Files.readString(errFile);
    }
}
