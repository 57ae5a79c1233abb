package org.octane.world.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.world.TestWorld;
import org.octane.world.database.NailgunRows;

@ExtendWith(TestWorld.Shared.class)
class NodeVariablesTest {

    private final NailgunRows rows;

    NodeVariablesTest(TestWorld world) {
        rows = NailgunRows.read(world.world().nailgun());
    }

    @Test
    void aControllerHasAllItsAddresses() {
        assertThat(variables(1))
                .containsEntry("ENV_ID", "1")
                .containsEntry("RELEASE", "2014.2.2-6.1")
                .containsEntry("HOSTNAME", "node-1")
                .containsEntry("ROLES", "controller")
                .containsEntry("PRIMARY", "1")
                .containsEntry("ADMIN_IP", "10.20.0.21")
                .containsEntry("MGMT_IP", "192.168.0.3")
                .containsEntry("PUBLIC_IP", "172.16.0.4")
                .containsEntry("STORAGE_IP", "192.168.1.1")
                .containsEntry("MGMT_VIP", "192.168.0.1")
                .containsEntry("MGMT_VROUTER_VIP", "192.168.0.2")
                .containsEntry("PUBLIC_VIP", "172.16.0.2")
                .containsEntry("PUBLIC_VROUTER_VIP", "172.16.0.3")
                .containsEntry("PUBLIC_GATEWAY", "172.16.0.1")
                .containsEntry(
                        "NETWORKS", "br-fw-admin=eth0 br-mgmt=eth0.101 br-storage=eth0.102 br-prv=eth0 br-ex=eth1");
    }

    @Test
    void onlyOneControllerIsThePrimary() {
        assertThat(variables(2)).containsEntry("PRIMARY", "0");
        assertThat(variables(3)).containsEntry("PRIMARY", "0");
    }

    @Test
    void disksArePartitionedAsNailgunPlannedThem() {
        assertThat(variables(4))
                .containsEntry("DISKS", "sda:102400 sdb:102400 sdc:204800")
                .containsEntry("PARTITIONS", "sda:os:28672 sda:vm:73100 sdb:vm:101772 sdc:vm:204172");
        assertThat(variables(7)).containsEntry("PARTITIONS", "sda:os:28672 sdb:ceph:101836 sdc:ceph:204236");
    }

    @Test
    void aSpareServerIsOfNoCluster() {
        assertThat(variables(10))
                .containsEntry("ENV_ID", "")
                .containsEntry("RELEASE", "")
                .containsEntry("ROLES", "")
                .containsEntry("PARTITIONS", "")
                .containsEntry("NICS", "eth0 eth1 eth2 eth3");
    }

    private Map<String, String> variables(int id) {
        var node = rows.nodes().stream()
                .filter(n -> n.path("id").asInt() == id)
                .findFirst()
                .orElseThrow();
        return new NodeVariables(rows, node).variables();
    }
}
