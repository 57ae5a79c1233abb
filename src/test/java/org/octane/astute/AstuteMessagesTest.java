package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.PreservedVolumes;

/** Messages made from the embedded sample cloud. */
class AstuteMessagesTest {

    private static final UUID TASK = UUID.randomUUID();
    private static final PreservedVolumes NOTHING = new PreservedVolumes(Set.of());
    private static AstuteMessages messages;

    @BeforeAll
    static void load() {
        messages = new AstuteMessages(
                Databases.deployments(Databases.nailgun()),
                MasterSettings.defaults(),
                Databases.NO_RELEASE_FILES,
                Databases.NO_PLUGIN_FILES);
    }

    @Test
    void provisioningHasTheKeysOfTheRealOne() {
        var call = messages.provision(TASK, 1, List.of(1, 7), NOTHING);
        assertThat(keys(call)).containsExactly("api_version", "args", "method", "respond_to");
        assertThat(call.path("method").asText()).isEqualTo("image_provision");
        assertThat(call.at("/args/task_uuid").asText()).isEqualTo(TASK.toString());
        var info = call.at("/args/provisioning_info");
        assertThat(keys(info)).containsExactly("engine", "fault_tolerance", "nodes", "pre_provision");
        assertThat(info.path("nodes")).hasSize(2);
        var node = info.at("/nodes/0");
        assertThat(keys(node))
                .containsExactly(
                        "hostname",
                        "interfaces",
                        "interfaces_extra",
                        "kernel_options",
                        "ks_meta",
                        "name",
                        "name_servers",
                        "name_servers_search",
                        "netboot_enabled",
                        "power_address",
                        "power_pass",
                        "power_type",
                        "power_user",
                        "profile",
                        "slave_name",
                        "uid");
        assertThat(node.path("name").asText()).isEqualTo("node-1");
        assertThat(node.at("/interfaces/eth0/netmask").asText()).isEqualTo("255.255.255.0");
        assertThat(node.at("/ks_meta/image_data/~1/uri").asText()).contains("/env_1_");
        assertThat(node.at("/ks_meta/pm_data/ks_spaces/0/type").asText()).isEqualTo("disk");
        assertThat(call.toString()).doesNotContain("keep_data");
    }

    @Test
    void keptVolumesAreMarkedOnAllDisksAndNothingElseIs() {
        var call = messages.provision(TASK, 1, List.of(7), new PreservedVolumes(Set.of("ceph")));
        var marked = new TreeSet<String>();
        for (var space : call.at("/args/provisioning_info/nodes/0/ks_meta/pm_data/ks_spaces")) {
            for (var volume : space.path("volumes")) {
                if (volume.path("name").asText().equals("ceph")) {
                    assertThat(volume.path("keep_data").asBoolean()).isTrue();
                }
                if (volume.has("keep_data")) {
                    marked.add(volume.path("name").asText());
                }
            }
        }
        assertThat(marked).containsExactly("ceph");
        assertThatThrownBy(() -> new PreservedVolumes(Set.of("os"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void controllersComeFirstAndTheOthersTogether() {
        var entries = messages.deploy(TASK, 1, List.of(1, 2, 3, 4, 7), false).at("/args/deployment_info");
        assertThat(entries)
                .extracting(e -> e.path("uid").asText() + " " + e.path("role").asText() + " "
                        + e.path("priority").asInt() + " "
                        + e.path("fail_if_error").asBoolean())
                .containsExactly(
                        "1 primary-controller 100 true",
                        "2 controller 200 true",
                        "3 controller 200 true",
                        "4 compute 300 false",
                        "7 ceph-osd 300 true");
    }

    @Test
    void attributesAreValuesAndNoFormFields() {
        var facts = messages.deploy(TASK, 1, List.of(4), false).at("/args/deployment_info/0");
        assertThat(facts.at("/storage/volumes_ceph").asBoolean()).isTrue();
        assertThat(facts.path("libvirt_type").asText()).isEqualTo("qemu");
        assertThat(facts.at("/heat/enabled").asBoolean()).isTrue();
        assertThat(facts.has("common") || facts.has("additional_components")).isFalse();
        assertThat(facts.at("/network_scheme/version").asText()).isEqualTo("1.1");
        assertThat(keys(facts.at("/network_scheme/endpoints")))
                .containsExactly("br-fw-admin", "br-mgmt", "br-prv", "br-storage");
    }

    @Test
    void anIsolatedControllerHasNoPhysicalPortToTheOriginalsNetworks() {
        var open = messages.deploy(TASK, 1, List.of(1), false).at("/args/deployment_info/0");
        var isolated = messages.deploy(TASK, 1, List.of(1), true).at("/args/deployment_info/0");
        assertThat(ports(open)).contains("br-ex", "br-mgmt", "br-fw-admin", "br-storage");
        assertThat(ports(isolated)).contains("br-fw-admin", "br-storage").doesNotContain("br-ex", "br-mgmt");
        assertThat(isolated.at("/network_scheme/endpoints/br-ex/gateway").asText())
                .isEqualTo("none");
        assertThat(isolated.at("/network_scheme/endpoints/br-fw-admin/gateway").asText())
                .startsWith("10.20.0.");
        assertThat(isolated.path("run_ping_checker").asBoolean(true)).isFalse();
        assertThat(isolated.at("/network_scheme/endpoints/br-ex/IP"))
                .isEqualTo(open.at("/network_scheme/endpoints/br-ex/IP"));
        assertThat(isolated.at("/quantum_settings/predefined_networks")).isEmpty();
    }

    @Test
    void removalNamesServersByNumber() {
        var node = messages.remove(TASK, 1, List.of(9)).at("/args/nodes/0");
        assertThat(node.path("uid").isInt()).isTrue();
        assertThat(keys(node)).containsExactly("id", "mclient_remove", "roles", "slave_name", "uid");
    }

    private static Set<String> ports(JsonNode facts) {
        var bridges = new TreeSet<String>();
        for (var step : facts.at("/network_scheme/transformations")) {
            if (step.path("action").asText().equals("add-port") && step.has("bridge")) {
                bridges.add(step.path("bridge").asText());
            }
        }
        return bridges;
    }

    private static Set<String> keys(JsonNode node) {
        var keys = new TreeSet<String>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
