package org.octane.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.flywaydb.core.Flyway;
import org.octane.nailgun.AttributeDocuments;
import org.octane.nailgun.NodeDirectory;
import org.octane.security.Masking;
import org.octane.step.Mask;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.world.TestWorld;
import org.springframework.jdbc.core.JdbcTemplate;

/** This package over the SSH servers and the database of a world, as a server has it. */
public final class NodeFixture implements AutoCloseable {

    private static final String SCRIPT = "node:script/rehearsal/%s?job=%s";
    /** Of upgrade 1. */
    static final LongFunction<String> DUMP_KEY = upgrade -> "5ec4e7".repeat(10) + "000" + upgrade;

    private static final AtomicLong STEPS = new AtomicLong(1000);

    final PinnedHostKeys hostKeys;
    final NodeCommands commands;
    /** What scripts printed. */
    final List<String> printed = new CopyOnWriteArrayList<>();

    private final Mask mask;
    private final TestWorld world;
    private final NodeSettings settings;
    private final NodeFiles files;
    private SshSessions sessions;
    private Main main;
    private ProducerTemplate producer;

    public NodeFixture(TestWorld world) {
        this.world = world;
        var nailgun = world.world().nailgun();
        Flyway.configure()
                .dataSource(nailgun)
                .schemas("octane")
                .locations("classpath:db/octane")
                .load()
                .migrate();
        hostKeys = new PinnedHostKeys(new JdbcTemplate(nailgun));
        var properties = world.properties();
        settings = new NodeSettings(
                properties.getProperty("ssh.user"),
                Path.of(properties.getProperty("ssh.key-file")),
                Path.of(properties.getProperty("ssh.addresses")),
                SshAlgorithms.DEFAULT,
                "",
                Duration.ofSeconds(30),
                Duration.ofMillis(50));
        sessions = new SshSessions(settings, new NodeAddressFile(settings.addresses()), hostKeys);
        mask = Masking.of(AttributeDocuments.in(nailgun)::all, List.of());
        commands = new NodeCommands(sessions, mask);
        files = new NodeFiles(sessions, commands);
        start(commands);
    }

    private void start(NodeCommands over) {
        main = new Main();
        main.bind("node", new NodeComponent(over, settings, (from, text) -> printed.add(text), DUMP_KEY, null));
        main.start();
        producer = main.getCamelContext().createProducerTemplate();
    }

    /** Commands over sessions of their own, by another key. */
    NodeCommands commands(Path keyFile) {
        var other = new NodeSettings(
                settings.user(),
                keyFile,
                settings.addresses(),
                settings.algorithms(),
                settings.masterHost(),
                settings.commandTimeout(),
                settings.jobPoll());
        return new NodeCommands(new SshSessions(other, new NodeAddressFile(settings.addresses()), hostKeys), mask);
    }

    /** Sessions of their own, with other algorithms. */
    SshSessions sessions(SshAlgorithms algorithms) {
        var other = new NodeSettings(
                settings.user(),
                settings.keyFile(),
                settings.addresses(),
                algorithms,
                settings.masterHost(),
                settings.commandTimeout(),
                settings.jobPoll());
        return new SshSessions(other, new NodeAddressFile(settings.addresses()), hostKeys);
    }

    NodeTrust trust() {
        return new NodeTrust(hostKeys, NodeDirectory.in(world.world().nailgun()));
    }

    public NodeFiles files() {
        return files;
    }

    /** Where a file of a node lies on this machine. */
    public Path file(int node, String path) {
        return world.file(Integer.toString(node), path);
    }

    /** The same step again, as a server that was started anew would ask for it: no session is left. */
    void restart() {
        close();
        sessions = new SshSessions(settings, new NodeAddressFile(settings.addresses()), hostKeys);
        start(new NodeCommands(sessions, mask));
    }

    /** A step of its own on a node that does what the values of {@code DO_CHECK}, {@code DO_ACT}, {@code DO_VERIFY} say. */
    StepCall step(int node, Map<String, String> parameters) {
        var all = new HashMap<>(Map.of("DO_CHECK", "missing 'not there'", "DO_ACT", ":", "DO_VERIFY", ":"));
        all.putAll(parameters);
        var id = STEPS.incrementAndGet();
        return new StepCall(1, id, "rehearsal", "as-told", Phase.CHECK, 1, 1, List.of(node), 1, null, all);
    }

    Outcome run(StepCall call, Phase phase) {
        return send("as-told", call.in(phase), false);
    }

    Outcome job(StepCall call, Phase phase) {
        return job("as-told", call, phase);
    }

    Outcome job(String script, StepCall call, Phase phase) {
        return send(script, call.in(phase), true);
    }

    private Outcome send(String script, StepCall call, boolean job) {
        try {
            return producer.requestBody(SCRIPT.formatted(script, job), call, Outcome.class);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        main.stop();
        sessions.close();
    }
}
