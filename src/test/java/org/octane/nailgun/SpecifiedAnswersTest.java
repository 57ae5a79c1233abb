package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Clone and assign answer with all that their specification says of a cluster and a node, with the types that it says. */
class SpecifiedAnswersTest {

    private static final Set<JsonNodeType> TEXT = Set.of(JsonNodeType.STRING);
    private static final Set<JsonNodeType> NULLABLE_TEXT = Set.of(JsonNodeType.STRING, JsonNodeType.NULL);
    private static final Set<JsonNodeType> NUMBER = Set.of(JsonNodeType.NUMBER);
    private static final Set<JsonNodeType> NULLABLE_NUMBER = Set.of(JsonNodeType.NUMBER, JsonNodeType.NULL);
    private static final Set<JsonNodeType> FLAG = Set.of(JsonNodeType.BOOLEAN);
    private static final Set<JsonNodeType> OBJECT = Set.of(JsonNodeType.OBJECT);
    private static final Set<JsonNodeType> LIST = Set.of(JsonNodeType.ARRAY);

    private static final Map<String, Set<JsonNodeType>> CLUSTER = Map.ofEntries(
            Map.entry("id", NUMBER),
            Map.entry("name", TEXT),
            Map.entry("mode", TEXT),
            Map.entry("status", TEXT),
            Map.entry("net_provider", TEXT),
            Map.entry("grouping", TEXT),
            Map.entry("release_id", NUMBER),
            Map.entry("pending_release_id", NULLABLE_NUMBER),
            Map.entry("replaced_deployment_info", OBJECT),
            Map.entry("replaced_provisioning_info", OBJECT),
            Map.entry("is_customized", FLAG),
            Map.entry("fuel_version", TEXT),
            Map.entry("original_cluster_id", NUMBER),
            Map.entry("original_env_id", NUMBER));

    private static final Map<String, Set<JsonNodeType>> NODE = Map.ofEntries(
            Map.entry("mac", TEXT),
            Map.entry("ip", TEXT),
            Map.entry("meta", OBJECT),
            Map.entry("id", NUMBER),
            Map.entry("status", TEXT),
            Map.entry("cluster_id", NULLABLE_NUMBER),
            Map.entry("name", TEXT),
            Map.entry("manufacturer", NULLABLE_TEXT),
            Map.entry("os_platform", NULLABLE_TEXT),
            Map.entry("is_agent", FLAG),
            Map.entry("platform_name", NULLABLE_TEXT),
            Map.entry("group_id", NUMBER),
            Map.entry("fqdn", NULLABLE_TEXT),
            Map.entry("kernel_params", NULLABLE_TEXT),
            Map.entry("progress", NUMBER),
            Map.entry("pending_addition", FLAG),
            Map.entry("pending_deletion", FLAG),
            Map.entry("error_type", NULLABLE_TEXT),
            Map.entry("error_msg", TEXT),
            Map.entry("online", FLAG),
            Map.entry("roles", LIST),
            Map.entry("pending_roles", LIST),
            Map.entry("agent_checksum", TEXT));

    private final DataSource database = NailgunDatabase.sample();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final NailgunServer server = new NailgunServer(database);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCloneAndAnAssignedNodeHaveEachFieldOfTheSpecification() {
        var seed = seed();
        var node = server.post("/api/v1/clusters/2/upgrade/assign", Map.of("node_id", 4))
                .body();

        assertHas(CLUSTER, seed);
        assertThat(seed.get("original_cluster_id").intValue()).isOne();
        assertThat(seed.get("original_env_id").intValue()).isOne();
        assertHas(NODE, node);
        assertThat(node.get("cluster_id").intValue()).isEqualTo(2);
    }

    @Test
    void nodesThatAreNotInstalledAnewAreAnsweredInTheOrderInWhichTheyWereNamed() {
        seed();

        var nodes = server.post(
                "/api/v1/clusters/2/upgrade/assign", Map.of("nodes_ids", new int[] {8, 5}, "reprovision", false));

        assertThat(nodes.status()).isEqualTo(200);
        assertThat(nodes.body().findValuesAsText("hostname")).containsExactly("node-8", "node-5");
        nodes.body().forEach(node -> assertHas(NODE, node));
    }

    @Test
    void whatAnOperatorPutInThePlaceOfFactsIsShownWithoutItsSecrets() {
        jdbc.update("update clusters set replaced_provisioning_info ="
                + " '{\"engine\": {\"url\": \"http://10.20.0.2/cobbler_api\", \"password\": \"p4ss\"},"
                + " \"keys\": [\"k3y\"]}' where id = 1");

        var cluster = server.get("/api/v1/clusters/1");

        assertThat(cluster.body().at("/replaced_provisioning_info/engine/url").textValue())
                .isEqualTo("http://10.20.0.2/cobbler_api");
        assertThat(cluster.text()).doesNotContain("p4ss", "k3y");
    }

    @Test
    void agentsReportToNailgunItself() {
        assertThat(server.get("/api/v1/nodes/agent").status()).isEqualTo(405);
        assertThat(server.put("/api/v1/nodes/agent", "{}").status()).isEqualTo(404);
    }

    private JsonNode seed() {
        return server.post("/api/v1/clusters/1/upgrade/clone", Map.of("name", "seed", "release_id", 4))
                .body();
    }

    private static void assertHas(Map<String, Set<JsonNodeType>> fields, JsonNode answer) {
        fields.forEach((name, types) ->
                assertThat(types).as(name).contains(answer.path(name).getNodeType()));
    }
}
