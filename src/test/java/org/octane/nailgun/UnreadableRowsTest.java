package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.octane.failure.Code;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterReader;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Nailgun keeps JSON in columns of text, and nothing in its database keeps other text out of them. */
class UnreadableRowsTest {

    private static final String SECRET = "kept-to-itself-1";

    /** A half of a document, documents of another kind, and nothing. */
    private static final List<String> TEXTS =
            List.of("{\"password\": \"" + SECRET + "\", ", "[\"" + SECRET + "\"]", "{\"a\": 1}", "5", "null", "");

    private static final List<String> LISTS = List.of(
            "/api/v1/clusters",
            "/api/v1/nodes",
            "/api/v1/nodes?cluster_id=1",
            "/api/v1/releases",
            "/api/v1/tasks",
            "/api/v1/transactions",
            "/api/v1/notifications");

    private static final List<String> SINGLE = List.of(
            "/api/v1/clusters/1",
            "/api/v1/nodes/1",
            "/api/v1/nodes/1/interfaces",
            "/api/v1/releases/1",
            "/api/v1/version",
            "/api/v1/clusters/1/attributes",
            "/api/v1/clusters/1/network_configuration/neutron",
            "/api/v1/nodes/1/disks");

    private final DataSource database = NailgunDatabase.sample();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    private record Column(String table, String name, int row) {

        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    @Test
    void aListShowsTheOtherNodesAndWhatIsWrongWithOne() {
        jdbc.update("update nodes set meta = ? where id = 2", TEXTS.get(0));

        try (var server = new NailgunServer(database)) {
            var nodes = server.get("/api/v1/nodes").body();

            assertThat(nodes).hasSize(jdbc.queryForObject("select count(*) from nodes", Integer.class));
            for (var node : nodes) {
                if (node.path("id").intValue() == 2) {
                    assertThat(node.has("meta")).isFalse();
                    assertThat(node.path("hostname").asText()).isNotEmpty();
                    assertThat(node.path("unreadable"))
                            .hasToString("[\"Column meta of table nodes, id = 2, holds 33 characters that are no JSON"
                                    + " (line 1, column 34) where an object belongs."
                                    + " Correct it in Nailgun's database.\"]");
                } else {
                    assertThat(node.has("unreadable")).isFalse();
                    assertThat(node.path("meta").isObject()).isTrue();
                }
            }
        }
    }

    @Test
    void whatCannotBeShownWithoutTheColumnIsRefusedAndNamesIt() {
        jdbc.update("update attributes set editable = ? where cluster_id = 1", TEXTS.get(0));

        try (var server = new NailgunServer(database)) {
            var answer = server.get("/api/v1/clusters/1/attributes");

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.message())
                    .startsWith(
                            "Column editable of table attributes, cluster_id = 1, holds 33 characters that are no JSON")
                    .endsWith("Correct it in Nailgun's database.");
            assertThat(server.get("/api/v1/clusters").status()).isEqualTo(200);
        }
    }

    /** An empty document in its place would lose all that an operator chose. */
    @Test
    void aClusterOfWhichTheSettingsAreAListIsNotCloned() {
        jdbc.update("update attributes set editable = '[]' where cluster_id = 1");
        var before = NailgunDatabase.contents(database);

        assertThatThrownBy(() -> NailgunDatabase.nailgun(database).seeds().clone(1, "seed", goal()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNREADABLE_ROW))
                .hasMessageStartingWith(
                        "Column editable of table attributes, cluster_id = 1, holds a list where an object belongs.");
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void anotherClusterAndItsUpgradeGoOn() {
        jdbc.update(
                "insert into clusters (id, mode, status, net_provider, name, release_id, is_customized, fuel_version)"
                        + " select 77, mode, status, net_provider, 'other', release_id, is_customized, fuel_version from clusters"
                        + " where id = 1");
        jdbc.update("insert into attributes (cluster_id, editable, generated) values (77, '[', '{')");
        jdbc.update("insert into releases (name, version, operating_system, state, is_deployable, roles_metadata, "
                + "attributes_metadata) values ('old', '2014.1-5.0', 'Ubuntu', 'available', true, '{', '5')");

        var nailgun = NailgunDatabase.nailgun(database);

        assertThat(nailgun.clouds().cloud(1, null).target().version()).isNotEmpty();
        assertThat(nailgun.seeds().clone(1, "seed", goal()).original()).isEqualTo(1);
    }

    /** The highest release is the one that is meant; another one in its place is nobody's choice. */
    @Test
    void aReleaseThatCannotBeReadIsNotPassedOverAsGoal() {
        int goal = goal();
        jdbc.update("update releases set roles_metadata = '{' where id = ?", goal);

        assertThatThrownBy(() -> NailgunDatabase.nailgun(database).clouds().cloud(1, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Column roles_metadata of table releases, id = " + goal);
    }

    @Test
    void whateverStandsInAllColumnsEachListShowsEachRow() {
        var failed = new ArrayList<String>();
        try (var server = new NailgunServer(database)) {
            var sizes = new LinkedHashMap<String, Integer>();
            LISTS.forEach(path -> sizes.put(path, server.get(path).body().size()));
            var columns = columns();
            for (var text : TEXTS) {
                columns.forEach(column -> write(column, text));
                for (var path : LISTS) {
                    var answer = answer(server, path, text);
                    if (answer.status() != 200 || answer.body().size() != sizes.get(path)) {
                        failed.add(text + ": " + path + ": " + answer.status());
                    }
                    if (text.equals(TEXTS.get(0)) && answer.text().contains(SECRET)) {
                        failed.add(path + " tells what is in a row");
                    }
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    @Test
    void whateverStandsInAColumnNoCallFails() {
        var failed = new ArrayList<String>();
        try (var server = new NailgunServer(database)) {
            for (var column : columns()) {
                for (var text : texts(column)) {
                    var before = write(column, text);
                    for (var path : SINGLE) {
                        var answer = answer(server, path, text);
                        if (answer.status() != 200
                                && (answer.status() != 409
                                        || !answer.message().contains(column.name() + " of table " + column.table()))) {
                            failed.add(column + " = " + text + ": " + path + ": " + answer.text());
                        }
                        if (text.equals(TEXTS.get(0)) && answer.text().contains(SECRET)) {
                            failed.add(column + ": " + path + " tells what is in it");
                        }
                    }
                    write(column, before);
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    @Test
    void whateverStandsInAnyColumnAPlanIsMadeOrRefusedNamingIt() {
        var failed = new ArrayList<String>();
        var nailgun = NailgunDatabase.nailgun(database);
        var facts = ClusterFacts.in(database);
        var checks = nailgun.checks();
        int goal = goal();
        var calls = new LinkedHashMap<String, Supplier<Object>>();
        calls.put("cloud", () -> nailgun.clouds().cloud(1, null));
        calls.put("facts for Astute", () -> new ClusterReader(new NamedParameterJdbcTemplate(database)).read(1));
        calls.put("settings", () -> facts.settings(1));
        calls.put("vips", () -> facts.vips(1));
        calls.put("networks", () -> facts.networks(1));
        calls.put("wires", () -> facts.wires(1));
        calls.put("storage", () -> checks.storage(1));
        calls.put("template", () -> checks.hasNetworkTemplate(1));
        calls.put("tasks", () -> checks.hasDeploymentTasks(2, 1));
        calls.put("roles", () -> checks.unknownRoles(2, List.of("controller")));
        calls.put("disks", () -> checks.diskSpace(1));
        calls.put(
                "clone",
                () -> nailgun.inTransaction(() -> {
                    nailgun.seeds().clone(1, "seed", goal);
                    throw new Undone();
                }));
        for (var column : columns()) {
            for (var text : texts(column)) {
                var before = write(column, text);
                calls.forEach((name, call) -> {
                    var thrown = catchThrowable(call::get);
                    if (thrown != null && !(thrown instanceof Refusal) && !(thrown instanceof Undone)) {
                        failed.add(column + " = " + text + ": " + name + ": " + thrown);
                    }
                });
                write(column, before);
            }
        }
        assertThat(failed).isEmpty();
    }

    /** The release to which the cluster goes. */
    private int goal() {
        return NailgunDatabase.nailgun(database)
                .clouds()
                .cloud(1, null)
                .target()
                .id();
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A null is not what each description of the API lets stand there, and the real Nailgun shows it none the less. */
    private static NailgunServer.Answer answer(NailgunServer server, String path, String text) {
        return text.equals("null") ? server.send("GET", path, null) : server.get(path);
    }

    /** A half of a document, and one of another kind than is there. */
    private List<String> texts(Column column) {
        var now = jdbc.queryForObject(
                "select " + column.name() + " from " + column.table() + " where id = " + column.row(), String.class);
        return List.of(TEXTS.get(0), now != null && now.startsWith("[") ? TEXTS.get(2) : TEXTS.get(1));
    }

    /** @return what was there */
    private String write(Column column, String text) {
        var where = " where id = " + column.row();
        var before = jdbc.queryForObject("select " + column.name() + " from " + column.table() + where, String.class);
        jdbc.update("update " + column.table() + " set " + column.name() + " = ?" + where, text);
        return before;
    }

    /** All columns of text that hold JSON anywhere, or would by what their default is, each with a row of what belongs to cluster 1. */
    private List<Column> columns() {
        var found = new ArrayList<Column>();
        for (Map<String, Object> column : jdbc.queryForList(
                "select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t"
                        + " using (table_schema, table_name) where table_schema = 'public' and table_type = 'BASE TABLE'"
                        + " and data_type = 'text' and table_name not like 'flyway%' order by 1, 2")) {
            var table = (String) column.get("table_name");
            var name = (String) column.get("column_name");
            jdbc.queryForList("select id from " + table + " order by " + rank(table) + " id limit 1", Integer.class)
                    .forEach(row -> {
                        if (holdsJson(table, name)) {
                            found.add(new Column(table, name, row));
                        }
                    });
        }
        assertThat(found).hasSizeGreaterThan(30);
        return found;
    }

    /** The release to which the cluster goes is among those that are written. */
    private static String rank(String table) {
        return table.equals("releases") ? "id <> 2," : "";
    }

    private boolean holdsJson(String table, String name) {
        return StreamSupport.stream(
                        jdbc.queryForList("select " + name + " from " + table, String.class)
                                .spliterator(),
                        false)
                .filter(text -> text != null && !text.isEmpty())
                .anyMatch(text -> Json.readOrText(text).isContainerNode());
    }
}
