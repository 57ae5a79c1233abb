package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.octane.plan.Refusal;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

class ReadRoutesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void theSampleCloudAnswersAsTheRealOne() {
        answersAsTheRealOne(NailgunDatabase.sample(), "sample");
    }

    @Test
    void theDumpOfARealNailgunAnswersAsTheRealOne() {
        var name = "nailgun-7.0-from-6.1-sample.sql.gz";
        assumeThat(NailgunDatabase.hasShared(name)).isTrue();
        answersAsTheRealOne(NailgunDatabase.dump(NailgunDatabase.shared(name)), "prod-env");
    }

    @Test
    void anAbsentThingIsNotFound() {
        start(NailgunDatabase.sample());
        for (var call : Map.of(
                        "getCluster", "cluster_id",
                        "getNode", "node_id",
                        "getNetworkConfiguration", "cluster_id",
                        "getRelease", "release_id",
                        "getTask", "task_id",
                        "getNodeDisks", "node_id",
                        "getNodeInterfaces", "node_id",
                        "getClusterAttributes", "cluster_id")
                .entrySet()) {
            assertThatThrownBy(() -> get(call.getKey(), call.getValue(), "999"))
                    .as(call.getKey())
                    .rootCause()
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
                        assertThat(refusal).message().endsWith(" not found");
                    });
        }
    }

    @Test
    void aDeletedTaskStaysAmongTheTransactionsAndTasksTellOfTheirGraph() {
        var name = "nailgun-9.2-from-6.1-sample.sql.gz";
        assumeThat(NailgunDatabase.hasShared(name)).isTrue();
        var database = NailgunDatabase.dump(NailgunDatabase.shared(name));
        var jdbc = new JdbcTemplate(database);
        jdbc.update("update tasks set deleted_at = now(), graph_type = 'default' where id = 2");
        jdbc.update("update tasks set time_start = '2016-11-22 06:24:13' where id = 2");
        start(database);

        assertThat(get("listTasks", "none", "").findValuesAsText("id")).containsExactly("1", "5", "6");
        assertThatThrownBy(() -> get("getTask", "task_id", "2")).rootCause().hasMessage("Task not found");
        assertThat(get("listTransactions", "none", "").findValuesAsText("id")).containsExactly("1", "2", "5", "6");
        var transaction = get("getTransaction", "task_id", "2");
        assertThat(transaction.get("dry_run").booleanValue()).isFalse();
        assertThat(transaction.get("graph_type").textValue()).isEqualTo("default");
        assertThat(transaction.get("time_start").textValue()).isEqualTo("2016-11-22T06:24:13.000000");
        assertThat(transaction.get("time_end").isNull()).isTrue();
        assertThat(transaction.has("parent_id")).isFalse();
        assertThat(get("getTask", "task_id", "5").get("parent_id").intValue()).isEqualTo(1);
    }

    private void answersAsTheRealOne(DataSource database, String name) {
        start(database);
        var cluster = get("getCluster", "cluster_id", "1");
        assertThat(cluster.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "mode",
                        "status",
                        "net_provider",
                        "release_id",
                        "pending_release_id",
                        "is_customized",
                        "fuel_version",
                        "ui_settings",
                        "changes",
                        "grouping",
                        "replaced_deployment_info",
                        "replaced_provisioning_info",
                        "original_cluster_id",
                        "original_env_id");
        assertThat(cluster.get("name").textValue()).isEqualTo(name);
        assertThat(get("listClusters", "none", "")).hasSize(1);
        assertThat(get("listReleases", "none", "").findValuesAsText("id")).contains("4");
        assertThat(get("listNodes", "none", "")).hasSize(12);
        assertThat(get("listNodes", "cluster_id", "1")).hasSize(9);
        assertThat(get("listNodes", "cluster_id", "")).hasSize(3);
        assertThat(get("listTasks", "cluster_id", "1").size()).isPositive();
        assertThat(get("listTransactions", "none", "")).isEqualTo(get("listTasks", "none", ""));
        assertThat(get("listTransactions", "statuses", "error,running")).isEmpty();
        assertThat(get("listTransactions", "transaction_types", "provision, deploy")
                        .findValuesAsText("name"))
                .containsExactly("deploy", "provision");
        assertThat(get("listNotifications", "none", "").get(0).get("time").textValue())
                .matches("\\d\\d:\\d\\d:\\d\\d");
        assertThat(get("getRelease", "release_id", "4").get("roles_metadata").has("controller"))
                .isTrue();

        var node = get("getNode", "node_id", "1");
        assertThat(node.get("fqdn").textValue()).isEqualTo("node-1.example.com");
        assertThat(node.get("roles").toString()).isEqualTo("[\"controller\"]");
        assertThat(node.at("/meta/disks")).hasSize(3);
        assertThat(node.get("network_data").findValuesAsText("name"))
                .containsExactlyInAnyOrder("management", "storage", "private", "public", "fuelweb_admin");
        assertThat(node.get("network_data").findValuesAsText("ip"))
                .contains("192.168.0.3/24", "192.168.1.1/24", "172.16.0.4/24", "10.20.0.129/24");
        assertThat(node.get("network_data").findValuesAsText("brd")).contains("172.16.0.255");

        var disks = get("getNodeDisks", "node_id", "4");
        assertThat(disks.get(0).toString())
                .contains("\"size\":101772", "{\"name\":\"os\",\"size\":28672,\"keep_data\":false}");
        var interfaces = get("getNodeInterfaces", "node_id", "1");
        assertThat(interfaces.get(1).at("/assigned_networks/0/name").textValue())
                .isEqualTo("public");
        var attributes = get("getClusterAttributes", "cluster_id", "1");
        assertThat(attributes.at("/editable/storage/volumes_ceph/value").booleanValue())
                .isTrue();
        assertThat(attributes.has("generated")).isFalse();

        var networks = get("getNetworkConfiguration", "cluster_id", "1");
        assertThat(networks.get("public_vip").textValue()).isEqualTo("172.16.0.2");
        assertThat(networks.get("management_vrouter_vip").textValue()).isEqualTo("192.168.0.2");
        assertThat(networks.at("/networking_parameters/vlan_range").toString()).isEqualTo("[1000,1030]");
        assertThat(networks.get("networks").findValuesAsText("name"))
                .contains("public", "management", "storage", "private");
        assertThat(networks.at("/networks/0/ip_ranges").toString()).isEqualTo("[[\"172.16.0.2\",\"172.16.0.126\"]]");
        assertThat(get("getVersion", "none", "").get("release").textValue()).isEqualTo("7.0");
    }

    private void start(DataSource database) {
        main.configure().withRoutesIncludePattern("classpath:routes/nailgun/*.camel.yaml");
        var both = Database.of(database);
        new NailgunBeans(both, both, "example.com").beans().forEach(main::bind);
        main.start();
    }

    private JsonNode get(String operation, String header, String value) {
        ProducerTemplate producer = main.getCamelContext().createProducerTemplate();
        return MAPPER.valueToTree(producer.requestBodyAndHeader("direct:" + operation, null, header, value));
    }
}
