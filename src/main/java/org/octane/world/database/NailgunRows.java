package org.octane.world.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Rows of Nailgun's tables as JSON, from which the simulated cloud is built.
 *
 * @param clusters see {@code sql/world/clusters.sql}; the others likewise
 */
public record NailgunRows(
        List<JsonNode> clusters, List<JsonNode> nodes, List<JsonNode> addresses, List<JsonNode> interfaces) {

    public static final ObjectMapper JSON = new ObjectMapper();

    public static NailgunRows read(DataSource nailgun) {
        try (var connection = nailgun.getConnection()) {
            return new NailgunRows(
                    rows(connection, "clusters"),
                    rows(connection, "nodes"),
                    rows(connection, "addresses"),
                    rows(connection, "interfaces"));
        } catch (SQLException e) {
            throw new IllegalStateException("the Nailgun database can't be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A column that holds JSON as text. */
    public static JsonNode parse(JsonNode text) {
        try {
            return JSON.readTree(text.asText("null"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> nodeIds() {
        return nodes.stream().map(n -> n.path("id").asText()).toList();
    }

    private static List<JsonNode> rows(Connection connection, String name) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(statement(name))) {
            var rows = new ArrayList<JsonNode>();
            while (result.next()) {
                rows.add(JSON.readTree(result.getString(1)));
            }
            return rows;
        }
    }

    private static String statement(String name) throws IOException {
        try (var file = NailgunRows.class.getResourceAsStream("/sql/world/" + name + ".sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
