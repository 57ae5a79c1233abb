package org.octane.world.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.octane.world.database.NailgunRows;
import org.octane.world.node.Node;

/**
 * Builds the nodes that Nailgun knows, as members of their clouds, and the clouds themselves, with the world's admin
 * scripts. Once: a world that was built is left as it is; one whose building was cut off is built again.
 */
public record CloudBuilder(Path world, NailgunRows rows) {

    private static final int AT_ONCE = 2;
    /** Nobody looks on: no stand-in needs to take its time. */
    private static final String FAST = "1000";

    public void unlessBuilt() {
        var mark = world.resolve("built");
        if (Files.exists(mark)) {
            return;
        }
        try {
            Files.writeString(world.resolve("speed"), FAST + "\n");
            build();
            Files.createFile(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build() {
        var members = new ArrayList<Callable<Void>>();
        members.add(() -> run("build-master", Node.MASTER, master()));
        for (var node : rows.nodes()) {
            members.add(() -> run("build-node", node.path("id").asText(), new NodeVariables(rows, node).variables()));
        }
        atOnce(members);
        for (var cluster : rows.clusters()) {
            run("build-cloud", Node.MASTER, new ClusterVariables(rows).of(cluster.path("id")));
        }
    }

    private Map<String, String> master() {
        var first = rows.clusters().isEmpty()
                ? NailgunRows.JSON.nullNode()
                : rows.clusters().get(0).path("id");
        var facts = new ClusterVariables(rows).of(first);
        facts.put("HOSTNAME", Node.MASTER);
        facts.put("ADMIN_IP", facts.get("MASTER_IP"));
        return facts;
    }

    private Void run(String script, String node, Map<String, String> variables) {
        new BuildScript(new Node(world, node), script).run(variables);
        return null;
    }

    private static void atOnce(ArrayList<Callable<Void>> tasks) {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the building of the world was stopped", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
