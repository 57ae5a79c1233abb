package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.octane.json.Json;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.NailgunApi;
import org.octane.nailgun.NailgunBeans;
import org.octane.nailgun.admin.Administration;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.sql.Database;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Octane's parts on a copy of a start state. */
final class OracleWorld implements AutoCloseable {

    private static final int CONNECTIONS = 3;

    private final DataSource copy;
    private final HikariDataSource source;
    private final Database database;
    private final NailgunBeans beans;
    private final Deployments deployments;

    /** @param state name of the start state */
    OracleWorld(String state) {
        this.copy = OracleStates.copyOf(state);
        this.source = pool(copy);
        this.database = Database.of(source);
        this.beans = new NailgunBeans(database, database, "example.com");
        this.deployments = Deployments.in(database);
    }

    private static HikariDataSource pool(DataSource database) {
        var config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    DataSource source() {
        return source;
    }

    NamedParameterJdbcTemplate sql() {
        return database.sql();
    }

    NailgunBeans nailgun() {
        return beans;
    }

    NailgunApi api() {
        return (NailgunApi) beans.beans().get("nailgunApi");
    }

    Administration administration() {
        return (Administration) beans.beans().get("nailgunAdministration");
    }

    Deployments deployments() {
        return deployments;
    }

    /** A task whose message nobody needs: only its rows. */
    void start(NodeOperation operation, int cluster, List<Integer> nodes) {
        deployments.start(new OperationTask(UUID.randomUUID(), operation, cluster, nodes), Json::object);
    }

    /** Ids of a query's first column. */
    List<Integer> ids(String query, Map<String, ?> values) {
        return new ArrayList<>(sql().queryForList(query, values, Integer.class));
    }

    /** A column of Nailgun that holds JSON as text. */
    JsonNode json(String query, Map<String, ?> values) {
        return Json.read(sql().queryForObject(query, values, String.class));
    }

    /** Which node has an address in which network now: {@code node/network}. */
    Map<String, String> addresses() {
        var addresses = new TreeMap<String, String>();
        sql().queryForList(
                        "SELECT a.node || '/' || g.name AS place, a.ip_addr FROM ip_addrs a"
                                + " JOIN network_groups g ON g.id = a.network WHERE a.node IS NOT NULL",
                        Map.of())
                .forEach(row -> addresses.put(
                        row.get("place").toString(), row.get("ip_addr").toString()));
        return addresses;
    }

    @Override
    public void close() {
        source.close();
        OracleStates.drop(copy);
    }
}
