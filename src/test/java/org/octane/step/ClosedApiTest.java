package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API is closed on clouds that others have worked on too: in haproxy's files, and in the environment of the nodes. */
class ClosedApiTest {

    private static final String PROXY = "export http_proxy=http://10.9.9.9:3128 https_proxy=http://10.9.9.9:3128\n";

    private ScriptWorld world;

    @BeforeEach
    void begin() {
        world = Reached.BUILT.world();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aSectionThatIsBoundToEveryAddressIsClosedAndAskedOnTheVirtualOnes() throws IOException {
        section("  bind *:8000\n");

        var closed = close();

        assertThat(closed.get("proof.maintenance")).contains("addresses of it answered 503");
        assertThat(urls())
                .contains("http://192.168.0.1:8000/", "http://172.16.0.2:8000/")
                .doesNotContain("*");
    }

    @Test
    void whatOnlyTheNodeItselfReachesIsNotAsked() throws IOException {
        section("  bind /var/run/plugin.sock\n  bind 127.0.0.1:8001\n  bind [::1]:8001\n  bind :8000\n");

        close();

        assertThat(urls()).contains("http://192.168.0.1:8000/").doesNotContain("8001", "plugin.sock");
    }

    @Test
    void eachAddressOfABindLineIsAskedAndTheFirstPortOfARange() throws IOException {
        section("  bind ipv4@192.168.0.1:8000,172.16.0.2:8001-8009\n");

        close();

        assertThat(urls()).contains("http://192.168.0.1:8000/", "http://172.16.0.2:8001/");
    }

    /** As a section for an address at which nobody listens. */
    @Test
    void whoDidNotAnswerBeforeNeedNotAnswerWhenTheApiIsClosed() throws IOException {
        section("  bind 192.168.0.3:8000\n");

        var closed = close();

        var asked = urls().lines().filter(line -> line.startsWith("http")).count();
        assertThat(closed.get("proof.maintenance"))
                .as("it is not counted as closed")
                .startsWith("while the API was closed " + (asked - 1) + " addresses");
    }

    @Test
    void aProxyInTheEnvironmentOfANodeIsNotAskedForTheCloudsOwnAddresses() {
        world.sends(text -> PROXY + text);

        assertThat(close().get("proof.maintenance")).contains("answered 503");
    }

    @Test
    void norIsItAskedByTheClientsOfOpenStack() {
        world.sends(text -> PROXY + text);
        assertThat(world.run("preflight", "computes", "check", 1, Map.of("LOOK_ONLY", "yes"))
                        .results())
                .isNotEmpty();
    }

    private Map<String, String> close() {
        return new Stages(world).forward(Leg.CLOSING, Map.of());
    }

    private void section(String binds) throws IOException {
        for (int node : List.of(1, 2, 3)) {
            Files.writeString(
                    world.file(node, "/etc/haproxy/conf.d/500-plugin.cfg"),
                    "listen plugin-dashboard\n" + binds + "  mode http\n  server a 192.168.0.3:8000 check\n");
            world.shell(node, "service haproxy reload");
        }
    }

    private String urls() throws IOException {
        return Files.readString(world.file(1, "/var/lib/octane/cluster-1/upgrade-7/closed"));
    }
}
