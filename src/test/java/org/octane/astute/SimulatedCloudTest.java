package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.nailgun.Nailgun;
import org.octane.server.CamelProducer;
import org.octane.sql.Database;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.world.TestWorld;

/** Both sides of the wire: the steps here, the simulated Astute and its nodes there. */
@ExtendWith(TestWorld.Fresh.class)
class SimulatedCloudTest {

    private final List<String> woken = new CopyOnWriteArrayList<>();

    private TestWorld world;
    private Main main;

    @BeforeEach
    void serve(TestWorld world) throws Exception {
        this.world = world;
        var properties = world.properties();
        var factory = new JmsConnectionFactory(
                properties.getProperty("astute.user"),
                properties.getProperty("astute.password"),
                properties.getProperty("astute.url") + TestAstute.PREFIXES);
        main = new Main();
        main.bind("amqp", new AMQPComponent(factory));
        main.bind("astuteConnection", factory);
        var needs = new AstuteDependencies(
                factory,
                new CamelProducer(main),
                (task, age) -> Map.of("queue", "0 0 7"),
                Databases.NO_PLUGIN_FILES,
                null,
                erasure -> {},
                null,
                null,
                node -> {},
                woken::add,
                text -> text,
                (from, text) -> {});
        new AstuteBeans(
                        Database.of(Databases.octane()),
                        Databases.deployments(world.world().nailgun()),
                        Clock.systemUTC(),
                        AstuteSettings.defaults(),
                        needs)
                .beans()
                .forEach(main::bind);
        main.configure().withRoutesIncludePattern("classpath:routes/astute.camel.yaml");
        main.start();
    }

    @AfterEach
    void end() {
        main.stop();
    }

    @Test
    void aComputeIsInstalledAndDeployedAgain() throws Exception {
        var boot = node(6, "boot");
        run("cast-provision", 1, List.of(6), null);
        assertThat(node(6, "boot")).isNotEqualTo(boot);
        assertThat(world.world().folder().resolve("nodes/6/sim/services/nova-compute"))
                .doesNotExist();
        run("cast-deploy", 2, List.of(6), null);
        assertThat(node(6, "services/nova-compute")).contains("running");
        assertThat(node(6, "env").strip()).isEqualTo("1");
    }

    @Test
    void aSeedsControllersAreInstalledInIsolationAndErasedAgain() throws Exception {
        var nailgun = world.world().nailgun();
        var octane = Databases.octane();
        var domain = new Nailgun(Database.of(nailgun), Database.of(octane));
        int seed = domain.seeds().clone(1, "seed", 4).id();
        var controllers = List.of(10, 11, 12);
        domain.moves().assignControllers(seed, controllers);

        run("cast-provision", 3, controllers, seed);
        run("cast-deploy", 4, controllers, seed);

        for (int id : controllers) {
            assertThat(node(id, "env").strip()).isEqualTo(String.valueOf(seed));
            assertThat(node(id, "release").strip()).isEqualTo("2015.1.0-7.0");
            var ports = world.world().folder().resolve("nodes/" + id + "/sim/ports/br-ex");
            try (var names = Files.list(ports)) {
                assertThat(names)
                        .noneMatch(port -> port.getFileName().toString().startsWith("eth"));
            }
        }
        assertThat(world.world().folder().resolve("cloud/conflicts")).doesNotExist();

        var call = call(3, controllers, seed);
        var undo = main.lookup("cast-provision", CastStep.class);
        var event = undo.undo(call).wakeUp().on();
        await().atMost(Duration.ofSeconds(60)).until(() -> woken.contains(event));
        assertThat(undo.undo(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(node(10, "env").strip()).isEmpty();
    }

    private void run(String bean, long id, List<Integer> nodes, Integer seed) {
        var step = main.lookup(bean, CastStep.class);
        var call = call(id, nodes, seed);
        assertThat(step.check(call).kind()).isEqualTo(Outcome.Kind.MISSING);
        var event = step.act(call).wakeUp().on();
        await().atMost(Duration.ofSeconds(60)).until(() -> woken.contains(event));
        assertThat(step.check(call).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(step.verify(call).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    private static StepCall call(long id, List<Integer> nodes, Integer seed) {
        var parameters = seed == null ? Map.of("cluster", "original") : Map.of("isolated", "true");
        return new StepCall(1, id, "upgrade-env", "cast", Phase.CHECK, 1, 1, nodes, 1, seed, parameters);
    }

    private String node(int id, String file) throws IOException {
        return Files.readString(world.world().folder().resolve("nodes/" + id + "/sim/" + file));
    }
}
