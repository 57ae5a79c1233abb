package org.octane.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.world.SmallCloud.Result;

/** The simulated programs do what steps rely on, and refuse what the real ones refuse. */
class StandInsTest {

    private static final String DATABASES = "keystone nova glance cinder neutron heat";
    private static final String COUNT = "mysql -N -e 'select count(*) from keystone.user;"
            + " select count(*) from nova.instance_system_metadata; select count(*) from heat.event'";

    @TempDir
    static Path built;

    @TempDir
    Path copy;

    private SmallCloud cloud;

    @BeforeAll
    static void build() throws Exception {
        SmallCloud.build(built);
    }

    @BeforeEach
    void fresh() {
        cloud = new SmallCloud(built).copyTo(copy);
    }

    @Test
    void aDumpRestoredOnTheSeedHasTheSameRowsAndMigratesWithoutLosingOne() throws Exception {
        String rows = ok(1, COUNT);
        String sums = ok(1, "mysql -N -e 'checksum table nova.instance_system_metadata, keystone.user'");
        cloud.dump(DATABASES, copy.resolve("dump.gz"));

        ok(10, "zcat " + copy + "/dump.gz | mysql");

        assertThat(ok(10, COUNT)).isEqualTo(rows);
        assertThat(ok(10, "mysql -N -e 'checksum table nova.instance_system_metadata, keystone.user'"))
                .isEqualTo(sums);
        assertThat(cloud.cloud("env/2/api/192.168.0.2")).startsWith("503 ");
        assertThat(ok(10, "keystone-manage db_version; nova-manage db version")).isEqualTo("55\n254\n");

        ok(10, "for twice in 1 2; do keystone-manage db_sync && nova-manage db sync; done");

        assertThat(ok(10, "keystone-manage db_version; nova-manage db version")).isEqualTo("67\n280\n");
        assertThat(ok(10, COUNT)).isEqualTo(rows);
        assertThat(cloud.cloud("env/2/api/192.168.0.2")).isEqualTo("200 node-10 2015.1.0-7.0");
    }

    @Test
    void aDumpOfAMissingDatabaseSucceedsWithoutPipefail() throws Exception {
        assertThat(cloud.on(1, "mysqldump --databases keystone nosuchdb | gzip >" + copy + "/d.gz")
                        .exit())
                .isZero();
        Result strict = cloud.on(1, "set -o pipefail; mysqldump --databases nosuchdb | gzip >" + copy + "/d.gz");
        assertThat(strict.exit()).isEqualTo(2);
        assertThat(strict.err()).contains("Unknown database 'nosuchdb'");
    }

    @Test
    void aDumpThatWasCutLeavesHalf() throws Exception {
        cloud.dump("keystone heat", copy.resolve("dump.gz"));
        String third = "awk '/^INSERT INTO `user`/ && ++n == 3 {print; exit} {print}'";
        Result cut = cloud.on(10, "zcat " + copy + "/dump.gz | " + third + " | mysql");
        assertThat(cut.exit()).isEqualTo(1);
        assertThat(cut.err()).contains("ERROR 1064");
        assertThat(ok(10, COUNT)).startsWith("100\n").doesNotContain("480");

        ok(10, "zcat " + copy + "/dump.gz | mysql");
        assertThat(ok(10, COUNT)).contains("480");
    }

    @Test
    void aSyncOfAMissingDatabaseIsRefused() throws Exception {
        ok(10, "mysql -e 'drop database heat'");
        Result sync = cloud.on(10, "heat-manage db_sync");
        assertThat(sync.exit()).isEqualTo(1);
        assertThat(sync.err()).contains("Unknown database 'heat'");
    }

    @Test
    void maintenanceCountsOnceItIsLoaded() throws Exception {
        for (int node = 1; node <= 3; node++) {
            ok(
                    node,
                    "cd $OCTANE_ROOT/etc/haproxy; cp -r . ../haproxy.was; echo 'backend maintenance' >>haproxy.cfg;"
                            + " for f in $(grep -L 'mode tcp' conf.d/*); do echo '  use_backend maintenance if TRUE' >>$f; done;"
                            + " haproxy -c -f /etc/haproxy/haproxy.cfg");
        }
        assertThat(http()).isEqualTo("200");
        ok(1, "crm resource restart p_haproxy");
        assertThat(http()).isEqualTo("503");
        assertThat(cloud.cloud("api/172.16.0.2")).isEqualTo("503 node-1 2014.2.2-6.1");
        assertThat(cloud.on(1, ". ~/openrc; nova list").err()).contains("HTTP 503");

        for (int node = 1; node <= 3; node++) {
            ok(node, "cd $OCTANE_ROOT/etc; rm -r haproxy; mv haproxy.was haproxy");
        }
        ok(1, "crm resource restart p_haproxy");
        assertThat(http()).isEqualTo("200");
    }

    @Test
    void aSecondMaintenanceSectionIsFatalAndTheOldProcessGoesOn() throws Exception {
        Result check = cloud.on(
                1,
                "cd $OCTANE_ROOT/etc/haproxy; printf 'backend maintenance\\nbackend maintenance\\n'"
                        + " >>haproxy.cfg; haproxy -c -f /etc/haproxy/haproxy.cfg");
        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.err()).contains("has the same name as");
        assertThat(cloud.on(1, "service haproxy reload").exit()).isEqualTo(1);
        assertThat(http()).isEqualTo("200");
    }

    @Test
    void orderedStopsTakeEffectLater() throws Exception {
        cloud.speed("0.5");
        assertThat(ok(1, "crm resource stop p_heat-engine; crm resource status p_heat-engine"))
                .contains("is running on: node-1");
        cloud.speed("200");
        await().until(() ->
                cloud.on(1, "crm resource status p_heat-engine").err().contains("is NOT running"));
        assertThat(ok(1, "cibadmin --query --scope resources")).contains("name=\"target-role\" value=\"Stopped\"");
    }

    @Test
    void vipsFollowWhenTheOriginalIsStoppedAndTheBridgesAreSwitched() throws Exception {
        assertThat(ok(4, "arping -c 1 -I br-mgmt 192.168.0.2")).contains("Received 1 response");
        for (int node = 1; node <= 3; node++) {
            cloud.keepsToItself(node);
            ok(node, "pcs cluster stop --force && brctl delif br-ex eth1 && brctl delif br-mgmt eth0.101");
        }
        assertThat(cloud.cloud("api/192.168.0.2")).isEmpty();
        for (int node = 10; node <= 12; node++) {
            ok(
                    node,
                    "for b in br-ex:eth1 br-mgmt:eth0.101; do ip link delete $(brctl show ${b%:*} | grep -o 'gre.*');"
                            + " brctl addif ${b%:*} ${b#*:}; done");
        }
        assertThat(cloud.cloud("api/192.168.0.2")).isEqualTo("200 node-10 2015.1.0-7.0");
        assertThat(cloud.cloud("api/172.16.0.2")).isEqualTo("200 node-10 2015.1.0-7.0");
        assertThat(cloud.cloud("conflicts")).isEmpty();
        assertThat(cloud.on(10, "brctl addif br-ex eth1").err()).contains("already a member of a bridge");
    }

    @Test
    void oneAddressTwiceOnTheWireIsAConflict() throws Exception {
        ok(10, "brctl addif br-mgmt eth0.101");
        assertThat(cloud.cloud("conflicts")).contains("on nodes 1 10");
    }

    /** Whoever looks for a process sees the same ones. */
    @Test
    void processesAreTheSameToAllWhoLookForThem() throws Exception {
        String pid = ok(1, "pidof haproxy").strip();
        assertThat(ok(1, "ps -e -o pid= -o args="))
                .containsPattern("(?m)^ *" + pid + " /usr/sbin/haproxy .*haproxy.cfg$");
        assertThat(ok(1, "pgrep haproxy; pgrep -f 'haproxy[ ].*haproxy.cfg'; pgrep -x haproxy"))
                .isEqualTo((pid + "\n").repeat(3));
        assertThat(cloud.on(1, "pgrep -x hapro").exit()).isEqualTo(1);
        assertThat(cloud.on(1, "pidof hapro").exit()).isEqualTo(1);
        ok(1, "pkill -f 'haproxy[ ].*haproxy.cfg'");
        assertThat(ok(1, "ps -e -o pid= -o args=")).doesNotContain("haproxy");
        assertThat(cloud.on(1, "pidof haproxy").exit()).isEqualTo(1);
        assertThat(cloud.on(1, "killall haproxy").err()).contains("haproxy: no process found");
    }

    /** As Astute has a node do it, in a shell. */
    @Test
    void aTaskWhoseProgramIsNotThereFailsAsAShellDoes() throws Exception {
        for (var known : List.of("ruby /etc/puppet/modules/x.rb", "yum clean all", "test -e /etc || false", "cd /")) {
            ok(1, "TASK_TYPE=shell CWD=/ CMD='" + known + "' bash $OCTANE_WORLD/admin/run-task");
        }
        assertThat(cloud.on(1, "TASK_TYPE=shell CWD=/ CMD='fuel-magic --all' bash $OCTANE_WORLD/admin/run-task"))
                .matches(run -> run.exit() == 127 && run.err().equals("bash: fuel-magic: command not found\n"));
        var script = "TASK_TYPE=shell CWD=/etc/fuel/plugins/lma CMD=./pre.sh bash $OCTANE_WORLD/admin/run-task";
        assertThat(cloud.on(1, script))
                .matches(run -> run.exit() == 127 && run.err().equals("bash: ./pre.sh: No such file or directory\n"));
        ok(1, "mkdir -p $OCTANE_ROOT/etc/fuel/plugins/lma; : >$OCTANE_ROOT/etc/fuel/plugins/lma/pre.sh; " + script);
    }

    /** The daemons are gone; what they had started goes on, addresses and all. */
    @Test
    void whatPacemakerHadStartedOutlivesItsDaemons() throws Exception {
        ok(1, "pcs cluster kill");
        assertThat(cloud.on(1, "crm_mon --as-xml").exit()).isNotZero();
        assertThat(ok(1, "ip netns exec haproxy ip -o -4 addr show")).contains("192.168.0.2/");
        ok(1, "pidof haproxy");
        ok(1, "pcs cluster start");
        await().until(() -> ok(1, "crm resource status vip__management").contains("node-"));
    }

    @Test
    void aStoppedControllersVipsMoveToItsNeighbour() throws Exception {
        ok(1, "pcs cluster stop");
        await().until(() -> cloud.cloud("api/192.168.0.2").startsWith("200 node-2"));
    }

    @Test
    void monitorsMoveWithTheStoreOfAStoppedOne() throws Exception {
        ok(1, "ceph osd set noout; ceph config-key set octane marker");
        assertThat(cloud.on(1, "ceph-mon -i node-1 --extract-monmap $OCTANE_ROOT/tmp/m")
                        .err())
                .contains("Resource temporarily unavailable");
        String fsid = ok(1, "ceph fsid").trim();
        for (int node = 1; node <= 3; node++) {
            ok(node, "stop ceph-mon id=node-" + node);
        }
        assertThat(cloud.on(1, "ceph --connect-timeout 5 health").err()).isEqualTo("timed out\n");
        ok(
                1,
                "tar -czf " + copy
                        + "/mon.tar.gz -C $OCTANE_ROOT etc/ceph -C $OCTANE_ROOT/var/lib/ceph/mon/ceph-node-1 .");
        for (int node = 10; node <= 12; node++) {
            String dir = "$OCTANE_ROOT/var/lib/ceph/mon/ceph-node-" + node;
            ok(
                    node,
                    "stop ceph-mon id=node-" + node + " && rm -r " + dir + " && mkdir " + dir + " && tar -xzf " + copy
                            + "/mon.tar.gz -C " + dir + " && cp " + dir + "/etc/ceph/*.keyring $OCTANE_ROOT/etc/ceph/");
            ok(node, inject(node, "11111111-2222-3333-4444-555555555555"));
            assertThat(cloud.on(node, "ceph-mon -i node-" + node).err()).contains("cluster_uuid file exists");
            ok(node, inject(node, fsid) + " && start ceph-mon id=node-" + node);
        }
        assertThat(ok(10, "ceph --connect-timeout 5 quorum_status"))
                .contains("\"quorum_names\":[\"node-10\",\"node-11\",\"node-12\"]");
        assertThat(ok(10, "ceph --connect-timeout 5 config-key get octane; ceph --connect-timeout 5 fsid"))
                .isEqualTo("marker\n" + fsid + "\n");
    }

    private static String inject(int node, String fsid) {
        String map = "$OCTANE_ROOT/tmp/map";
        return "monmaptool --create --clobber --fsid " + fsid
                + " --add node-10 192.168.0.3 --add node-11 192.168.0.4 --add node-12 192.168.0.5 " + map
                + " && ceph-mon -i node-" + node + " --inject-monmap " + map;
    }

    @Test
    void machinesMigrateLiveToAnEnabledCompute() throws Exception {
        ok(1, ". ~/openrc; nova service-disable node-4 nova-compute; nova service-disable node-5 nova-compute");
        ok(1, ". ~/openrc; nova live-migration vm-1");
        await().until(() ->
                ok(1, ". ~/openrc; nova list --host node-6 --status ACTIVE").contains("vm-1"));
        assertThat(cloud.vms()).filteredOn(vm -> vm.equals("running node-6")).hasSize(2);
        assertThat(cloud.on(1, ". ~/openrc; nova live-migration vm-6").err()).contains("HTTP 409");
        assertThat(cloud.on(1, "nova list").err()).contains("You must provide a username");
    }

    @Test
    void provisioningAComputeEndsItsMachines() throws Exception {
        cloud.member("build-node", 4, 1, "compute", "sda:os:28672 sda:vm:60000");
        assertThat(cloud.vms()).filteredOn(vm -> vm.equals("stopped node-4")).hasSize(2);
        assertThat(ok(1, ". ~/openrc; nova list --host node-4 --status SHUTOFF"))
                .contains("vm-1", "vm-4");
    }

    @Test
    void aKeptPartitionBringsItsOsdBackAndAnyOtherIsANewOne() throws Exception {
        ok(1, "ceph osd set noout");
        cloud.member("provision-node", 7, 1, "ceph-osd", "sda:os:28672 sdb:ceph:200000:keep sdc:ceph:200000");
        await().untilAsserted(() -> assertThat(ok(1, "ceph osd stat")).contains("6 osds: 4 up, 6 in"));
        cloud.member("deploy-node", 7, 1, "ceph-osd", "sda:os:28672 sdb:ceph:200000:keep sdc:ceph:200000");
        assertThat(ok(1, "ceph osd tree"))
                .containsPattern("osd\\.0\\s+up")
                .containsPattern("osd\\.1\\s+down")
                .containsPattern("osd\\.6\\s+up");
        assertThat(cloud.cloud("rebalanced")).isEmpty();
    }

    /** What the provisioning message says of the partition decides, and one that was not there holds nothing. */
    @Test
    void databasesStayOnAPartitionThatIsKeptAndOnNoOther() throws Exception {
        var databases = cloud.root().resolve("nodes/3/sim/mysql/keystone");
        cloud.member("build-node", 3, 1, "controller", "sda:os:28672 sdb:mysql:20000");
        ok(3, "service mysql start; service mysql stop");
        assertThat(databases).isDirectory();

        cloud.member("provision-node", 3, 1, "controller", "sda:os:28672 sdb:mysql:20000:keep");
        assertThat(databases).isDirectory();
        cloud.member("provision-node", 3, 1, "controller", "sda:os:28672 sdc:mysql:20000:keep");
        assertThat(databases).doesNotExist();
    }

    /** The map is what the monitors were told: of a daemon that was killed others tell after a while. */
    @Test
    void theMapKeepsAnOsdUpUntilSomebodyTellsOtherwise() throws Exception {
        cloud.speed("2");
        ok(7, "sed -i 's/running/stopped/' $OCTANE_WORLD/nodes/7/sim/services/ceph-osd@0");
        assertThat(ok(1, "ceph osd stat")).contains("6 osds: 6 up, 6 in");
        assertThat(cloud.on(1, "timeout 1 ceph tell osd.0 version").exit()).isEqualTo(124);
        assertThat(ok(1, "ceph tell osd.1 version")).contains("ceph version 0.80");
        cloud.speed("200");
        await().untilAsserted(() -> assertThat(ok(1, "ceph osd stat")).contains("6 osds: 5 up, 6 in"));
        assertThat(cloud.on(1, "ceph tell osd.0 version").exit()).isEqualTo(6);
        ok(1, "ceph osd out 0");
        assertThat(ok(1, "ceph health")).isEqualTo("HEALTH_OK\n");
    }

    /** Each start of an OSD has an address of its own. Monitors on an older store know the one of before, and up is up. */
    @Test
    void anOsdThatTheMapHasAtAnotherAddressIsFoundByNobodyUntilTheMapSaysThatItIsDown() throws Exception {
        ok(1, "cp $OCTANE_ROOT/var/lib/ceph/mon/ceph-node-1/store.db/address.0 $OCTANE_ROOT/before");
        ok(7, "stop ceph-osd id=0; start ceph-osd id=0");
        assertThat(ok(1, "ceph tell osd.0 version")).contains("ceph version 0.80");
        ok(1, "cp $OCTANE_ROOT/before $OCTANE_ROOT/var/lib/ceph/mon/ceph-node-1/store.db/address.0");

        assertThat(ok(1, "ceph osd stat")).contains("6 osds: 6 up, 6 in");
        assertThat(cloud.on(1, "timeout 1 ceph tell osd.0 version").exit()).isEqualTo(124);
        ok(7, "ceph daemon osd.0 status | tee $OCTANE_ROOT/before");
        ok(1, "ceph osd set nodeep-scrub; ceph osd unset nodeep-scrub");
        ok(7, "ceph daemon osd.0 status | diff - $OCTANE_ROOT/before");

        assertThat(ok(1, "ceph osd down 0 2>&1")).contains("marked down osd.0");
        assertThat(ok(1, "ceph tell osd.0 version")).contains("ceph version 0.80");
    }

    /** Monitors on an older store wait until they have made the map that an OSD speaks of. */
    @Test
    void anOsdWithANewerMapIsNotHeardBeforeTheMonitorsHaveMadeIt() throws Exception {
        ok(7, "echo 99 active >$OCTANE_WORLD/nodes/7/sim/osd/0; stop ceph-osd id=0; start ceph-osd id=0");
        ok(7, "ceph daemon osd.0 status | grep booting");
        cloud.speed("2");
        ok(8, "echo 99 active >$OCTANE_WORLD/nodes/8/sim/osd/2; stop ceph-osd id=2");
        assertThat(ok(1, "ceph osd stat")).contains("6 osds: 6 up");
        ok(
                1,
                "while ceph osd dump | grep -qx 'epoch [0-9][0-9]'; do ceph osd set nodeep-scrub; ceph osd unset nodeep-scrub; done");
        assertThat(ok(1, "ceph osd dump")).contains("epoch 10");
        ok(7, "ceph daemon osd.0 status | grep active");
    }

    private String http() throws Exception {
        return ok(4, "curl -s -o /dev/null -w '%{http_code}' --max-time 5 http://172.16.0.2:5000/v2.0");
    }

    private String ok(int node, String command) throws Exception {
        return cloud.ok(node, command);
    }
}
