package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.plan.HostKeys;
import org.octane.plan.Outcome;
import org.octane.plan.Phase;
import org.octane.plan.StepCall;
import org.octane.plan.WakeUps;
import org.octane.world.TestWorld;

/** Both sides of the wire: the steps here, the simulated Astute and its nodes there. */
@ExtendWith(TestWorld.Fresh.class)
class SimulatedCloudTest {

    private final List<String> woken = new CopyOnWriteArrayList<>();

    @Test
    void aComputeIsInstalledAndDeployedAgain(TestWorld world) throws Exception {
        var properties = world.properties();
        var factory = new JmsConnectionFactory(
                properties.getProperty("astute.user"),
                properties.getProperty("astute.password"),
                properties.getProperty("astute.url") + TestAstute.PREFIXES);
        var main = new Main();
        main.bind("amqp", new AMQPComponent(factory));
        main.bind("astuteConnection", factory);
        main.bind("wakeUps", (WakeUps) woken::add);
        main.bind("hostKeys", (HostKeys) node -> {});
        AstuteBeans.bind(
                main, Databases.octane(), world.world().nailgun(), Clock.systemUTC(), AstuteSettings.defaults());
        main.configure().withRoutesIncludePattern("classpath:routes/astute.camel.yaml");
        main.start();
        try {
            var folder = world.world().folder().resolve("nodes/6");
            var boot = read(folder.resolve("sim/boot"));
            run(main.lookup("provisionNodes", CastStep.class), 1);
            assertThat(read(folder.resolve("sim/boot"))).isNotEqualTo(boot);
            assertThat(folder.resolve("sim/services/nova-compute")).doesNotExist();
            run(main.lookup("deployNodes", CastStep.class), 2);
            assertThat(read(folder.resolve("sim/services/nova-compute"))).contains("running");
            assertThat(read(folder.resolve("sim/env")).strip()).isEqualTo("1");
        } finally {
            main.stop();
        }
    }

    private void run(CastStep step, long id) {
        var call = new StepCall(
                1, id, "upgrade-node", "cast", Phase.CHECK, 1, 1, List.of(6), 1, null, Map.of("cluster", "original"));
        assertThat(step.check(call).kind()).isEqualTo(Outcome.Kind.MISSING);
        var event = step.act(call).wakeUp().on();
        await().atMost(Duration.ofSeconds(60)).until(() -> woken.contains(event));
        assertThat(step.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(step.verify(call).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    private static String read(Path file) throws java.io.IOException {
        return Files.readString(file);
    }
}
