package org.octane.step.upgradedb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.node.NodeFixture;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.world.TestWorld;

/** From node 2 to node 11 over SSH. */
@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopyToSeedTest {

    private static final int ORIGINAL = 2;
    private static final int SEED = 11;

    private final NodeFixture nodes;
    private final CopyToSeed step;

    CopyToSeedTest(TestWorld world) {
        nodes = new NodeFixture(world);
        step = new CopyToSeed(nodes.files(), call -> ORIGINAL);
    }

    @AfterAll
    void end() {
        nodes.close();
    }

    @Test
    void allFilesComeOverAndEachIsLookedAtBothTimes() throws IOException {
        var call = call(501);
        write(call, "databases.sql.gz", "a dump");
        write(call, "databases.rows", "keystone.user 3");

        assertThat(step.check(call).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(step.act(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(step.verify(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(file(SEED, call, "databases.sql.gz")).hasContent("a dump");
        assertThat(file(SEED, call, "databases.rows")).hasContent("keystone.user 3");

        write(call, "databases.rows", "keystone.user 4");
        var stale = step.check(call);
        assertThat(stale.kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(stale.message())
                .isEqualTo("Node 11 doesn't have /var/lib/octane/cluster-1/upgrade-501/databases.rows of node 2.");
        step.act(call);
        assertThat(step.act(call).kind()).as("a second run").isEqualTo(Outcome.Kind.DONE);
        assertThat(file(SEED, call, "databases.rows")).hasContent("keystone.user 4");
    }

    @Test
    void whatTheOriginalDoesNotHaveIsAFailure() {
        assertThatThrownBy(() -> step.act(call(502))).isInstanceOf(StepFailure.class);
    }

    private static StepCall call(long upgrade) {
        var parameters = Map.of("files", "databases.sql.gz databases.rows", "timeout", "30");
        return new StepCall(upgrade, 1, "upgrade-db", "copy-dump", Phase.CHECK, 1, 1, List.of(SEED), 1, 2, parameters);
    }

    private void write(StepCall call, String name, String content) throws IOException {
        var file = file(ORIGINAL, call, name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Path file(int node, StepCall call, String name) {
        return nodes.file(node, "/var/lib/octane/cluster-1/upgrade-" + call.upgrade() + "/" + name);
    }
}
