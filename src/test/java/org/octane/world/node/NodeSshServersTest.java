package org.octane.world.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.world.TestClient;
import org.octane.world.TestWorld;

@ExtendWith(TestWorld.Fresh.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeSshServersTest {

    private final TestWorld world;
    private TestClient ssh;

    NodeSshServersTest(TestWorld world) {
        this.world = world;
    }

    @BeforeAll
    void connect() {
        ssh = new TestClient(world.properties());
    }

    @AfterAll
    void disconnect() {
        ssh.close();
    }

    @Test
    void aScriptFromStdinHasItsOwnExitCodeAndStreams() throws IOException {
        var result = ssh.run("4", "bash -s", "echo out; echo err >&2; exit 7\n");
        assertThat(result).isEqualTo(new TestClient.Result(7, "out\n", "err\n"));
    }

    @Test
    void aCommandSeesOnlyItsNode() throws IOException {
        var result = ssh.run(
                "4", "env | cut -d= -f1 | grep -vE '^(_|SHLVL|PWD)$' | sort | xargs; echo $OCTANE_NODE $PWD", "");
        assertThat(result.out().lines())
                .containsExactly(
                        "HOME LANG OCTANE_NODE OCTANE_ROOT OCTANE_WORLD PATH", "4 " + world.file("4", "/root"));
    }

    @Test
    void allNodesAtOnce() throws Exception {
        var results = new ArrayList<CompletableFuture<TestClient.Result>>();
        for (var node : ssh.addresses().keySet()) {
            results.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return ssh.run(node, "echo $OCTANE_NODE", "");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        assertThat(results).hasSize(13);
        assertThat(results.stream().map(r -> r.join().out().strip()))
                .containsExactlyElementsOf(ssh.addresses().keySet());
    }

    @Test
    void nothingOfALargeOutputIsLost() throws IOException {
        var result = ssh.run("5", "seq 300000; seq 20000 >&2; exit 3", "");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.out().lines()).hasSize(300_000).endsWith("300000");
        assertThat(result.err().lines()).hasSize(20_000).endsWith("20000");
    }

    @Test
    void aLargeInputComesThrough() throws IOException {
        var result = ssh.run("5", "sha256sum | cut -c1-8; exit 0", "0123456789".repeat(500_000));
        assertThat(result.out().strip()).hasSize(8);
    }

    @Test
    void anInputThatNobodyReadsDoesNotHoldTheClient() throws IOException {
        assertThat(ssh.run("5", "exit 5", "x".repeat(5_000_000)).exit()).isEqualTo(5);
    }

    @Test
    void theClientWaitsForWhoeverHoldsTheOutput() throws IOException {
        var result = ssh.run("6", "(sleep 0.3; echo late) & echo soon", "");
        assertThat(result).isEqualTo(new TestClient.Result(0, "soon\nlate\n", ""));
    }

    @Test
    void theEleventhCommandOnOneConnectionIsRefused() throws IOException {
        try (var session = ssh.connect("6")) {
            for (int i = 0; i < 10; i++) {
                session.createExecChannel("read line").open().verify(TestClient.LONG);
            }
            assertThatThrownBy(() -> session.createExecChannel("true").open().verify(TestClient.LONG))
                    .isInstanceOf(IOException.class);
            assertThat(session.isOpen()).isTrue();
        }
        assertThat(ssh.run("6", "echo next", "").out()).isEqualTo("next\n");
    }

    @Test
    void aSilentCommandGoesOnWhenItsClientIsGone() throws IOException {
        var file = world.file("6", "/root/done");
        start("6", "echo started; sleep 3; touch $HOME/done");
        await().until(() -> Files.exists(file));
    }

    @Test
    void aCommandThatWritesEndsWhenItsClientIsGone() throws IOException {
        var before = world.file("6", "/root/one");
        start("6", "echo started; sleep 3; touch $HOME/one; echo more; touch $HOME/two");
        await().until(() -> Files.exists(before));
        await().until(() -> !processOf("touch $HOME/two"));
        assertThat(world.file("6", "/root/two")).doesNotExist();
    }

    @Test
    void aPoweredOffNodeRefusesAndItsProcessesAreGone() throws IOException {
        start("7", "setsid sleep 321 >/dev/null 2>&1 </dev/null & echo started");
        await().until(() -> processOf("sleep\u0000321"));
        world.world().power("7", false);
        assertThatThrownBy(() -> ssh.connect("7")).isInstanceOf(IOException.class);
        assertThat(processOf("sleep\u0000321")).isFalse();
        world.world().power("7", true);
        assertThat(ssh.run("7", "echo up", "").out()).isEqualTo("up\n");
    }

    @Test
    void whoeverWritesThePowerFileSwitchesTheNode() throws IOException {
        var power = world.world().folder().resolve("nodes/8/sim/power");
        Files.createDirectories(power.getParent());
        Files.writeString(power, "off\n");
        await().untilAsserted(() -> assertThatThrownBy(() -> ssh.connect("8")).isInstanceOf(IOException.class));
        Files.writeString(power, "on\n");
        await().ignoreExceptions().until(() -> ssh.run("8", "true", "").exit() == 0);
    }

    @Test
    void aReinstalledNodeHasAnotherKeyOnTheSamePort() throws IOException {
        var key = ssh.hostKey("9");
        var address = ssh.addresses().get("9");
        ClientSession old = ssh.connect("9");
        world.world().reinstalled("9");
        await().until(() -> !old.isOpen());
        assertThat(ssh.hostKey("9")).isNotEqualTo(key);
        assertThat(ssh.addresses().get("9")).isEqualTo(address);
    }

    @Test
    void aStrangerIsRefused() {
        var properties = world.properties();
        properties.setProperty("ssh.user", "nobody");
        try (var wrong = new TestClient(properties)) {
            assertThatThrownBy(() -> wrong.connect("4")).isInstanceOf(IOException.class);
        }
    }

    /** Runs a command until its first output, then cuts the session. */
    private void start(String node, String command) throws IOException {
        try (var session = ssh.connect(node);
                var channel = session.createExecChannel(command)) {
            channel.open().verify(TestClient.LONG);
            channel.getInvertedOut().read();
            session.close(true);
        }
    }

    private static boolean processOf(String part) {
        return ProcessHandle.allProcesses().anyMatch(p -> {
            try {
                return Files.readString(java.nio.file.Path.of("/proc/" + p.pid() + "/cmdline"))
                        .contains(part);
            } catch (IOException e) {
                return false;
            }
        });
    }
}
