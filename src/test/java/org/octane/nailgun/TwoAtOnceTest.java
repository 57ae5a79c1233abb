package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.model.NewNode;
import org.springframework.jdbc.core.JdbcTemplate;

/** Callers at once, calls that are cut off, and rows that a call has no business with. */
class TwoAtOnceTest {

    private static final int PAIRS = 50;

    @Test
    void ofTwoClonesOfOneClusterOneIsRefused() throws Exception {
        var database = NailgunDatabase.sample();
        var before = NailgunDatabase.contents(database);
        var threads = Executors.newFixedThreadPool(2);
        try (var server = new NailgunServer(database)) {
            for (var pair = 0; pair < PAIRS; pair++) {
                var start = new CountDownLatch(1);
                var answers = new ArrayList<Future<NailgunServer.Answer>>();
                for (var name : List.of("one", "two")) {
                    answers.add(threads.submit(() -> {
                        start.await();
                        return server.post("/api/v1/clusters/1/upgrade/clone", Map.of("name", name, "release_id", 4));
                    }));
                }
                start.countDown();
                var seed = 0;
                var statuses = new HashSet<Integer>();
                for (var answer : answers) {
                    statuses.add(answer.get().status());
                    seed = Math.max(seed, answer.get().body().path("id").asInt());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 405);
                NailgunDatabase.nailgun(database).seeds().removeSeed(seed);
            }
            assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwoClustersThatWantOneNameOneIsRefused() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try (var server = new NailgunServer(NailgunDatabase.sample())) {
            for (var pair = 0; pair < 10; pair++) {
                var body = Map.of("name", "fresh" + pair, "release_id", 4);
                var start = new CountDownLatch(1);
                var answers = new ArrayList<Future<NailgunServer.Answer>>();
                for (var i = 0; i < 2; i++) {
                    answers.add(threads.submit(() -> {
                        start.await();
                        return server.post("/api/v1/clusters", body);
                    }));
                }
                start.countDown();
                assertThat(List.of(
                                answers.get(0).get().status(),
                                answers.get(1).get().status()))
                        .containsExactlyInAnyOrder(201, 409);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void serversThatJoinTwoClustersAtOnceGetAddressesOfTheirOwnOnTheWireThatBothShare() throws Exception {
        var database = NailgunDatabase.sample();
        var nailgun = NailgunDatabase.nailgun(database);
        var other = nailgun.seeds().clone(1, "other", 4).id();
        nailgun.moves().assignControllers(other, List.of(12));
        nailgun.seeds().closeRelation(other);
        var servers = Map.of(1, 10, other, 11);
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var pair = 0; pair < PAIRS; pair++) {
                var start = new CountDownLatch(1);
                var joined = new ArrayList<Future<?>>();
                servers.forEach((cluster, server) -> joined.add(threads.submit(() -> {
                    start.await();
                    nailgun.moves().join(cluster, List.of(new NewNode(server, List.of("controller"))));
                    return server;
                })));
                start.countDown();
                for (var join : joined) {
                    join.get();
                }
                assertThat(new JdbcTemplate(database)
                                .queryForList(
                                        "select ip_addr from ip_addrs a join network_groups g on g.id = a.network "
                                                + "where g.name = 'fuelweb_admin'",
                                        String.class))
                        .as("pair %d", pair)
                        .doesNotHaveDuplicates();
                servers.values().forEach(nailgun.moves()::releaseNode);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCallThatIsCutOffLeavesNoRow() {
        var database = NailgunDatabase.sample();
        var watched = new WatchedDataSource(database);
        var nailgun = NailgunDatabase.nailgun(watched);
        var before = NailgunDatabase.contents(database);
        cutOffBeforeEachStatement(watched, database, () -> nailgun.seeds().clone(1, "seed", 4), before);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        var cloned = NailgunDatabase.contents(database);
        cutOffBeforeEachStatement(
                watched,
                database,
                () -> {
                    nailgun.moves().assign(seed, List.of(4), true, List.of());
                    return seed;
                },
                cloned);
        cutOffBeforeEachStatement(
                watched,
                database,
                () -> {
                    nailgun.moves().assignControllers(seed, List.of(10, 11));
                    return seed;
                },
                cloned);
    }

    /** Once before the first, once before the second, and so on, until the call comes to its end; that is taken back. */
    private static void cutOffBeforeEachStatement(
            WatchedDataSource watched, DataSource database, java.util.function.Supplier<?> call, Set<String> before) {
        var last = new AtomicInteger();
        watched.watch((connection, sql) -> {});
        var total = statements(watched, database, call);
        assertThat(total).isGreaterThan(10);
        for (var n = 1; n <= total; n++) {
            var at = n;
            last.set(0);
            watched.watch((connection, sql) -> {
                if (last.incrementAndGet() == at) {
                    terminate(database, connection);
                }
            });
            assertThatThrownBy(call::get).as("statement %d", n).isInstanceOf(RuntimeException.class);
            watched.watch((connection, sql) -> {});
            assertThat(NailgunDatabase.contents(database)).as("statement %d", n).isEqualTo(before);
        }
    }

    /** Counted on a copy, once the columns of all tables are known; it is left alone afterwards. */
    private static int statements(WatchedDataSource watched, DataSource database, java.util.function.Supplier<?> call) {
        for (var warm = 0; warm < 2; warm++) {
            watched.setTargetDataSource(NailgunDatabase.copy(database));
            watched.sent();
            call.get();
        }
        watched.setTargetDataSource(database);
        return watched.sent().size();
    }

    private static void terminate(DataSource database, java.sql.Connection connection) throws SQLException {
        var pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        new JdbcTemplate(database).queryForObject("select pg_terminate_backend(" + pid + ")", Boolean.class);
    }

    @Test
    void rowsAreWrittenOnlyWhereSomethingChanges() {
        var database = NailgunDatabase.sample();
        var jdbc = new JdbcTemplate(database);
        var nailgun = NailgunDatabase.nailgun(database);
        var start = versions(jdbc);

        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        var cloned = versions(jdbc);
        assertThat(rewritten(start, cloned)).isEmpty();
        assertThat(cloned.keySet()).containsAll(start.keySet());

        nailgun.moves().assign(seed, List.of(4), true, List.of());
        var assigned = versions(jdbc);
        var changed = rewritten(cloned, assigned);
        assertThat(changed)
                .contains("nodes 4")
                .allMatch(
                        row -> row.matches("nodes 4|(ip_addrs|net_nic_assignments|volume_manager_node_volumes) \\d+"));
        changed.forEach(row -> assertThat(assigned.get(row).text())
                .as(row)
                .isNotEqualTo(cloned.get(row).text()));

        nailgun.seeds().copyVips(seed);
        nailgun.seeds().copyVips(seed);
        assertThat(versions(jdbc)).isEqualTo(assigned);
    }

    @Test
    void rowsAreLockedInTheOrderOfTheirIds() {
        var watched = new WatchedDataSource(NailgunDatabase.sample());
        var nailgun = NailgunDatabase.nailgun(watched);
        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        watched.sent();
        nailgun.moves().assign(seed, List.of(9, 4, 7), false, List.of());
        var locks = watched.sent().stream()
                .filter(sql -> sql.contains("for update"))
                .toList();
        assertThat(locks).hasSize(3);
        assertThat(locks.subList(0, 2)).allMatch(sql -> sql.contains("from clusters"));
        assertThat(locks.get(2)).contains("from nodes", "order by id");
    }

    /** @param transaction that wrote the row last */
    private record RowVersion(String transaction, String text) {}

    private static Map<String, RowVersion> versions(JdbcTemplate jdbc) {
        var versions = new HashMap<String, RowVersion>();
        for (var table : jdbc.queryForList(
                "select table_name from information_schema.columns where table_schema = 'public' "
                        + "and column_name = 'id' and table_name in (select tablename from pg_tables)",
                String.class)) {
            jdbc.query(
                    "select id, xmin::text as transaction, t::text as text from " + table + " t",
                    (org.springframework.jdbc.core.RowCallbackHandler) row -> versions.put(
                            table + " " + row.getInt("id"),
                            new RowVersion(row.getString("transaction"), row.getString("text"))));
        }
        return versions;
    }

    private static List<String> rewritten(Map<String, RowVersion> before, Map<String, RowVersion> after) {
        return before.keySet().stream()
                .filter(row -> after.containsKey(row)
                        && !after.get(row).transaction().equals(before.get(row).transaction()))
                .sorted()
                .toList();
    }
}
