package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/cluster in a folder of its own, with brokers and servers that only say that they are there. */
class ClusterScriptTest {

    private static final String UNTIL_IT_IS_ENDED = "trap 'exit 0' TERM; while :; do sleep 0.1; done\n";

    @TempDir
    private Path home;

    /** Listens in place of the broker that serves. */
    private ServerSocket broker;

    @BeforeEach
    void aCopyOfTheScript() throws IOException {
        Files.createDirectories(home.resolve("scripts"));
        Files.copy(Path.of("scripts/cluster"), home.resolve("scripts/cluster"));
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/embedded.properties"), "octane.http.port=8008\noctane.log.upgrades=9\n");
        program(
                "target/apache-artemis-2.44.0/bin/artemis",
                "mkdir -p \"$2/bin\" \"$2/etc\"\n"
                        + "printf '%s\\n' '#!/bin/bash' 'echo AMQ221031' \"" + UNTIL_IT_IS_ENDED.strip()
                        + "\" >\"$2/bin/artemis\"\nchmod +x \"$2/bin/artemis\"\n");
        serverSays("echo \"ready http://127.0.0.1:1\"");
        broker = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Files.createDirectories(data());
        Files.writeString(data().resolve("broker.ports"), broker.getLocalPort() + " 1\n");
    }

    @AfterEach
    void endAll() throws Exception {
        run("stop");
        broker.close();
    }

    @Test
    void eachServerIsStartedAndSaysThatItIsReady() throws Exception {
        assertThat(run("start", "3"))
                .containsSubsequence("ready server-1 http://127.0.0.1:1", "ready server-2 http://127.0.0.1:1")
                .contains("ready server-3 http://127.0.0.1:1")
                .noneMatch(line -> line.contains("No such file"));
        assertThat(running()).containsExactly("broker-backup", "broker-primary", "server-1", "server-2", "server-3");
    }

    @Test
    void whatIsNoNumberOfServersStartsNothing() throws Exception {
        assertThat(run("start", "10"))
                .containsExactly("cluster: '10' is no number of servers from 1 to 9; nothing was started", "status 1");
        assertThat(data()).isDirectoryNotContaining("glob:**/pids");
    }

    @Test
    void whereAServerDoesNotStartAllThatWasStartedEnds() throws Exception {
        serverSays("case \"$*\" in *server-2*) echo 'octane: it is too late' >&2; exit 1 ;; esac; echo ready x");

        assertThat(run("start", "3"))
                .anyMatch(line ->
                        line.startsWith("cluster: server-2 has ended, see ") && line.endsWith("octane: it is too late"))
                .contains("ended server-1", "ended broker-backup", "ended broker-primary", "status 1");
        assertThat(running()).isEmpty();
    }

    @Test
    void brokersThatRanBeforeStayWhereServersDoNotStart() throws Exception {
        assertThat(run("brokers")).contains("status 0");
        serverSays("exit 1");

        assertThat(run("start")).contains("status 1");

        assertThat(running()).containsExactly("broker-backup", "broker-primary");
    }

    @Test
    void anotherOneIsAddedToThoseThatAreLeft() throws Exception {
        assertThat(run("start", "3")).contains("status 0");
        kill("server-1");

        assertThat(run("add")).contains("ready server-4 http://127.0.0.1:1", "status 0");
        Stream.of("server-2", "server-3", "server-4").forEach(this::kill);
        assertThat(run("add")).contains("cluster: there is nothing to add to; scripts/cluster start", "status 1");
    }

    private List<String> running() throws IOException {
        try (var pids = Files.list(data().resolve("pids"))) {
            return pids.filter(pid -> process(pid).map(ProcessHandle::isAlive).orElse(false))
                    .map(pid -> pid.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private void kill(String name) {
        var process = process(data().resolve("pids").resolve(name)).orElseThrow();
        process.destroyForcibly();
        Awaitility.await().until(() -> !process.isAlive());
    }

    private static java.util.Optional<ProcessHandle> process(Path pid) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void serverSays(String script) throws IOException {
        program(
                "scripts/octane",
                "[ \"$1\" = --help ] && exit 0\n"
                        + "while [ \"$1\" != --data ]; do shift; done\nmkdir -p \"$2/world\"\n: >\"$2/world/world.properties\"\n"
                        + script + "\n" + UNTIL_IT_IS_ENDED);
    }

    private void program(String name, String script) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path data() {
        return home.resolve("target/cluster");
    }

    /** @return what it printed, in the end its exit status */
    private List<String> run(String... arguments) throws Exception {
        var command = Stream.concat(Stream.of(home.resolve("scripts/cluster").toString()), Stream.of(arguments))
                .toList();
        var said = Files.createTempFile(home, "said", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().remove("OCTANE_CLUSTER");
        var process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Stream.concat(Files.readAllLines(said).stream(), Stream.of("status " + process.exitValue()))
                .toList();
    }
}
