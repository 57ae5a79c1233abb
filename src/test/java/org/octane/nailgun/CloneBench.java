package org.octane.nailgun;

import static org.octane.bench.Figures.medianAndTail;
import static org.octane.bench.Figures.millis;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.octane.bench.Figures;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures clone, assign and {@code GET /nodes} with 200 nodes over HTTP: median and 95th percentile in milliseconds, one
 * client and eight, after warming up. No test: its name keeps it out of them; {@code scripts/bench clone} runs it.
 */
class CloneBench {

    private static final String DUMP = "nailgun-8.0-from-6.1-sample.sql.gz";
    private static final int NODES = 200;
    private static final int TIMES_FASTER = 10;
    private static final int WARM = 60;
    private static final int ROUNDS = 80;

    /** Medians in ms of a real Nailgun 8.0 with the same cluster and 200 nodes, on another machine of 2 cores; the faster of its runs. */
    private static final Map<String, Double> REAL = Map.of("clone", 267.0, "GET /nodes", 473.0);

    private static final int STATEMENTS_OF_REAL_CLONE = 149;

    private final Figures figures = new Figures();
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void measure() throws Exception {
        var real = NailgunDatabase.hasShared(DUMP);
        figures.add(
                "Database", real ? "of a real Nailgun 8.0, from 6.1" : "embedded, since " + DUMP + " is not at hand");
        var database = real ? NailgunDatabase.dump(NailgunDatabase.shared(DUMP)) : NailgunDatabase.sample();
        grow(new JdbcTemplate(database));
        var watched = new WatchedDataSource(database);
        try (var pool = pool(watched);
                var server = new NailgunServer(pool)) {
            for (var clients : List.of(1, 8)) {
                var domain = NailgunDatabase.nailgun(pool);
                measure("clone", clients, () -> clone(server, domain, clients));
                var seed = seed(server);
                measure("assign", clients, () -> assign(server, pool, seed));
                domain.seeds().removeSeed(seed);
                measure("GET /nodes", clients, () -> timed(() -> server.send("GET", "/api/v1/nodes", null), 200));
            }
            count(watched, server, NailgunDatabase.nailgun(pool));
        }
        figures.write("clone");
    }

    private interface Call {
        long nanos() throws Exception;
    }

    private interface Request {
        NailgunServer.Answer send();
    }

    private void measure(String name, int clients, Call call) throws InterruptedException, ExecutionException {
        run(clients, WARM, call);
        var times = run(clients, ROUNDS, call);
        var what = "%s, %d nodes, %d client%s".formatted(name, NODES, clients, clients == 1 ? "" : "s");
        var measured = medianAndTail(times);
        if (clients == 1 && REAL.containsKey(name)) {
            double real = REAL.get(name);
            boolean met = millis(times, 0.5) * TIMES_FASTER <= real;
            figures.add(what, measured, "real Nailgun: " + millis(real), "ten times faster", met);
        } else {
            figures.add(what, measured);
        }
    }

    private static List<Long> run(int clients, int rounds, Call call) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(clients);
        try {
            var pending = new ArrayList<Future<Long>>();
            for (var i = 0; i < rounds; i++) {
                pending.add(threads.submit(call::nanos));
            }
            var times = new ArrayList<Long>();
            for (var time : pending) {
                times.add(time.get());
            }
            return times;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each client has an original of its own: one is cloned by one at a time. */
    private long clone(NailgunServer server, Nailgun domain, int clients) {
        var original = 1 + (int) (Thread.currentThread().getId() % clients);
        synchronized (("original " + original).intern()) {
            var answer = new NailgunServer.Answer[1];
            var nanos = timed(
                    () -> answer[0] = server.send(
                            "POST",
                            "/api/v1/clusters/" + cluster(original) + "/upgrade/clone",
                            Map.of("name", "bench " + number.incrementAndGet(), "release_id", 4)),
                    200);
            domain.seeds().removeSeed(answer[0].body().get("id").intValue());
            return nanos;
        }
    }

    private static int cluster(int original) {
        return original == 1 ? 1 : 1000 + original;
    }

    private int seed(NailgunServer server) {
        return server.post(
                        "/api/v1/clusters/1/upgrade/clone",
                        Map.of("name", "bench " + number.incrementAndGet(), "release_id", 4))
                .body()
                .get("id")
                .intValue();
    }

    private long assign(NailgunServer server, DataSource database, int seed) {
        var node = 20 + number.incrementAndGet() % (NODES - 20);
        var nanos = timed(
                () -> server.send(
                        "POST",
                        "/api/v1/clusters/" + seed + "/upgrade/assign",
                        Map.of("nodes_ids", List.of(node), "reprovision", false)),
                200);
        var jdbc = new JdbcTemplate(database);
        // Back for the next round; what it was wired to does not matter here.
        jdbc.update("update nodes set cluster_id = 1, group_id = 1 where id = ?", node);
        jdbc.update("delete from cluster_changes where node_id = ?", node);
        return nanos;
    }

    private static long timed(Request request, int status) {
        var start = System.nanoTime();
        var answer = request.send();
        var nanos = System.nanoTime() - start;
        if (answer.status() != status) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return nanos;
    }

    private void count(WatchedDataSource watched, NailgunServer server, Nailgun domain) {
        watched.sent();
        var seed = seed(server);
        int ofClone = watched.sent().size();
        figures.add(
                "Statements of a clone",
                Integer.toString(ofClone),
                "real Nailgun: " + STATEMENTS_OF_REAL_CLONE,
                "fewer",
                ofClone < STATEMENTS_OF_REAL_CLONE);
        server.send(
                "POST",
                "/api/v1/clusters/" + seed + "/upgrade/assign",
                Map.of("nodes_ids", List.of(4), "reprovision", false));
        figures.add(
                "Statements of an assignment", Integer.toString(watched.sent().size()));
        server.send("GET", "/api/v1/nodes", null);
        figures.add("Statements of GET /nodes", Integer.toString(watched.sent().size()));
        domain.seeds().removeSeed(seed);
    }

    /** Nodes like node 4 until there are 200, with their disks, interfaces and addresses; and seven clusters to clone. */
    static void grow(JdbcTemplate jdbc) {
        for (var id = 20; id < 20 + NODES - 12; id++) {
            copy(
                    jdbc,
                    "nodes",
                    "id = 4",
                    Map.of(
                            "id",
                            "" + id,
                            "uuid",
                            "'bench-" + id + "'",
                            "mac",
                            "'52:54:00:00:" + hex(id / 256) + ":" + hex(id % 256) + "'",
                            "hostname",
                            "'node-" + id + "'",
                            "name",
                            "'bench'"));
            copy(jdbc, "volume_manager_node_volumes", "node_id = 4", Map.of("node_id", "" + id));
            copy(jdbc, "node_nic_interfaces", "node_id = 4", Map.of("node_id", "" + id));
            copy(jdbc, "ip_addrs", "node = 4", Map.of("node", "" + id));
            jdbc.update("insert into net_nic_assignments (network_id, interface_id) select a.network_id, copy.id "
                    + "from net_nic_assignments a join node_nic_interfaces own on own.id = a.interface_id "
                    + "join node_nic_interfaces copy on copy.name = own.name and copy.node_id = " + id
                    + " where own.node_id = 4");
        }
        for (var original = 1002; original <= 1008; original++) {
            var cluster = "" + original;
            copy(jdbc, "clusters", "id = 1", Map.of("id", cluster, "name", "'original " + cluster + "'"));
            copy(jdbc, "attributes", "cluster_id = 1", Map.of("cluster_id", cluster));
            copy(jdbc, "nodegroups", "cluster_id = 1", Map.of("id", cluster, "cluster_id", cluster));
            copy(jdbc, "networking_configs", "cluster_id = 1", Map.of("id", cluster, "cluster_id", cluster));
            copy(jdbc, "neutron_config", "id = 1", Map.of("id", cluster));
            copy(jdbc, "network_groups", "group_id = 1", Map.of("group_id", cluster));
        }
        jdbc.execute("select setval('clusters_id_seq', 2000)");
        jdbc.execute("analyze");
    }

    private static void copy(JdbcTemplate jdbc, String table, String where, Map<String, String> changed) {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (var column : jdbc.queryForList(
                "select column_name from information_schema.columns where table_schema = 'public' and table_name = ?",
                String.class,
                table)) {
            if (!column.equals("id") || changed.containsKey("id")) {
                names.add('"' + column + '"');
                values.add(changed.getOrDefault(column, '"' + column + '"'));
            }
        }
        jdbc.update("insert into %s (%s) select %s from %1$s where %s"
                .formatted(table, String.join(", ", names), String.join(", ", values), where));
    }

    private static String hex(int number) {
        return "%02x".formatted(number);
    }

    private static HikariDataSource pool(DataSource database) throws IOException {
        var config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(10);
        return new HikariDataSource(config);
    }
}
