package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.model.Task;
import org.octane.plan.Refusal;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

class WriteRoutesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Main main = new Main();
    private final RecordedProvisioner orders = new RecordedProvisioner();
    private JdbcTemplate jdbc;

    @BeforeEach
    void start() {
        var database = NailgunDatabase.sample();
        jdbc = new JdbcTemplate(database);
        main.bind("nailgunProvisioner", orders);
        main.configure().withRoutesIncludePattern("classpath:routes/nailgun/*.camel.yaml");
        var both = Database.of(database);
        new NailgunBeans(both, both, "example.com").beans().forEach(main::bind);
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void aCloneIsAnsweredWithTheCluster() {
        var seed = call("cloneCluster", Map.of("name", "seed", "release_id", 4), "cluster_id", "1");
        assertThat(seed.get("original_cluster_id").intValue()).isOne();
        assertThat(seed.get("status").textValue()).isEqualTo("new");
        assertThat(seed.get("changes").findValuesAsText("name"))
                .containsExactly("attributes", "networks", "vmware_attributes");
        assertThat(seed.toString()).doesNotContain("password", "generated");
        var networks = call("getNetworkConfiguration", null, "cluster_id", "2");
        assertThat(networks.get("public_vip").textValue()).isEqualTo("172.16.0.2");
        assertThat(networks.at("/vips/vrouter_pub/network_role").textValue()).isEqualTo("public/vip");
        var vips = call("copyVips", null, "cluster_id", "2");
        assertThat(vips.findValuesAsText("vip_name"))
                .containsExactlyInAnyOrder("public", "vrouter_pub", "management", "vrouter");
        assertThat(vips.get(0).properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("id", "network", "node", "ip_addr", "vip_name", "vip_namespace");
    }

    @Test
    void anAssignedNodeIsAnsweredAsItIs() {
        call("cloneCluster", Map.of("name", "seed", "release_id", 4), "cluster_id", "1");
        var node = call("assignNodes", Map.of("node_id", 4), "cluster_id", "2");
        assertThat(node.get("id").intValue()).isEqualTo(4);
        assertThat(node.get("cluster").intValue()).isEqualTo(2);
        assertThat(node.get("roles").toString()).isEqualTo("[\"compute\"]");
        assertThat(node.get("network_data").findValuesAsText("ip")).contains("192.168.0.6/24");
        assertThat(orders.casts()).isEmpty();
    }

    @Test
    void nodesToInstallAnewAreAnsweredWithTheTaskAndOrderedOnce() {
        call("cloneCluster", Map.of("name", "seed", "release_id", 4), "cluster_id", "1");
        var task = call("assignNodes", Map.of("nodes_ids", List.of(4, 7)), "cluster_id", "2");
        assertThat(task.get("name").textValue()).isEqualTo("provision");
        assertThat(task.get("status").textValue()).isEqualTo("running");
        assertThat(task.get("HTTP").intValue()).isEqualTo(202);
        assertThat(orders.casts()).singleElement().satisfies(cast -> assertThat(cast.uuid())
                .isEqualTo(task.get("uuid").textValue()));
        assertThatThrownBy(() -> call("assignNodes", Map.of("nodes_ids", List.of(5)), "cluster_id", "2"))
                .rootCause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
        assertThat(jdbc.queryForObject("select cluster_id from nodes where id = 5", Integer.class))
                .isOne();
        call("assignNodes", Map.of("nodes_ids", List.of(5), "reprovision", false), "cluster_id", "2");
        assertThat(jdbc.queryForObject("select cluster_id from nodes where id = 5", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void anOrderIsNotedBeforeItsTaskIsCommitted() {
        call("cloneCluster", Map.of("name", "seed", "release_id", 4), "cluster_id", "1");
        orders.meanwhile(task -> {
            // On a connection of its own.
            assertThat(CompletableFuture.supplyAsync(() -> tasks(task)).join()).isZero();
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> call("assignNodes", Map.of("nodes_ids", List.of(4)), "cluster_id", "2"))
                .hasRootCauseMessage("killed");
        assertThat(jdbc.queryForObject("select status::text from nodes where id = 4", String.class))
                .isEqualTo("ready");
        assertThat(orders.casts()).isEmpty();
    }

    @Test
    void spareServersJoinTheSeed() {
        call("cloneCluster", Map.of("name", "seed", "release_id", 4), "cluster_id", "1");
        var nodes = call("joinCluster", List.of(Map.of("id", 10, "roles", List.of("controller"))), "cluster_id", "2");
        assertThat(nodes).hasSize(1);
        assertThat(nodes.at("/0/pending_roles").toString()).isEqualTo("[\"controller\"]");
        assertThat(nodes.at("/0/pending_addition").booleanValue()).isTrue();
        assertThat(nodes.at("/0/network_data").findValuesAsText("ip")).contains("172.16.0.4/24", "192.168.0.3/24");
        assertThat(call("cloneIps", Map.of("networks", List.of("storage")), "cluster_id", "1"))
                .hasSize(1);
    }

    @Test
    void aClonedReleaseIsAnswered() {
        var release = call("cloneRelease", null, "cluster_id", "1", "release_id", "4");
        assertThat(release.get("name").textValue()).isEqualTo("Kilo on Ubuntu 14.04 Upgrade (2)");
        assertThat(call("cloneRelease", null, "cluster_id", "1", "release_id", "4"))
                .isEqualTo(release);
    }

    @Test
    void theRootOfUpgradesHasNoMethod() {
        assertThatThrownBy(() -> call("upgradeCluster", null, "cluster_id", "1"))
                .rootCause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    /** The answer; with the HTTP status as field HTTP if the route has set one. */
    private int tasks(Task task) {
        return jdbc.queryForObject("select count(*) from tasks where uuid = ?", Integer.class, task.uuid());
    }

    private JsonNode call(String operation, Object body, String... headers) {
        var values = new HashMap<String, Object>();
        for (var i = 0; i < headers.length; i += 2) {
            values.put(headers[i], headers[i + 1]);
        }
        var answer = main.getCamelContext().createProducerTemplate().request("direct:" + operation, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(values));
        });
        if (answer.getException() != null) {
            throw new IllegalStateException(answer.getException());
        }
        JsonNode json = MAPPER.valueToTree(answer.getMessage().getBody());
        var status = answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return status == null ? json : ((com.fasterxml.jackson.databind.node.ObjectNode) json).put("HTTP", status);
    }
}
