package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scripts of upgrade-control in a real bash, against the stand-ins. */
class UpgradeControlTest {

    private static final String STAGE = "upgrade-control";

    private ScriptWorld world;
    private Stages stages;

    /** Goes on from there, in a world of the test's own. */
    private void from(Reached reached) {
        world = reached.world();
        stages = new Stages(world);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void theApiAnswersFromTheSeedAndNoAddressIsTwice() throws IOException {
        from(Reached.DATABASES_AND_MONITORS);
        var vms = vms();
        world.close();
        from(Reached.CONTROL);
        var proof = Reached.CONTROL.results();

        assertThat(proof.get("proof.vips"))
                .contains("192.168.0.1 answers from node-1")
                .contains("2015.1.0-7.0");
        assertThat(proof.get("proof.addresses")).contains("an address of the original's controllers");
        assertThat(proof.get("proof.computes")).contains("node-4 node-5 node-6");
        assertThat(Files.readString(world.folder().resolve("cloud/api/172.16.0.2")))
                .startsWith("200 node-1")
                .contains("2015.1.0-7.0");
        assertThat(world.folder().resolve("cloud/conflicts")).doesNotExist();
        for (int node : List.of(4, 5, 6, 10, 11, 12)) {
            assertThat(Files.readString(world.file(node, "/etc/nova/nova.conf")))
                    .contains("compute=kilo");
        }
        assertThat(world.shell(10, "ceph --connect-timeout 5 osd dump").out()).doesNotContain("noout");
        assertThat(vms()).as("virtual machines").isEqualTo(vms);
    }

    /** What it would have said is not known: neither that a bridge is none of its own, nor that nothing leads to the wire. */
    @Test
    void anOpenVSwitchThatHangsProvesNothing() throws IOException {
        from(Reached.BUILT);
        world.shell(1, "pcs cluster stop");
        world.step(STAGE, "cut-original", 1);
        var silent = world.folder().resolve("bin/ovs-vsctl");
        Files.writeString(
                silent, "#!/bin/bash\necho '|1|fatal_signal|WARN|terminating with signal 14' >&2\nexit 142\n");

        assertThat(world.run(STAGE, "cut-original", "verify", 1, Map.of()).exit())
                .isEqualTo(69);
        assertThat(world.run("upgrade-env", "prove-isolation", "check", 10, Map.of())
                        .exit())
                .isEqualTo(69);
    }

    /** Its cards are the bond's, which is no device of the kernel: what it was made of is noted before it is cut. */
    @Test
    void aBondOfOpenVSwitchIsCutAndComesBackAsItWas() throws IOException {
        from(Reached.BUILT);
        world.shell(1, "pcs cluster stop");
        assertThat(world.shell(
                                1,
                                "ip link set br-ex down; brctl delbr br-ex; ip link add eth8 type dummy; ip link add eth9 type dummy;"
                                        + " ovs-vsctl add-br br-ex && ovs-vsctl add-bond br-ex bond-ex eth8 eth9"
                                        + " bond_mode=balance-slb lacp=active tag=7")
                        .exit())
                .isZero();
        var bond = "ovs-vsctl get port bond-ex interfaces bond_mode lacp tag";
        var before = world.shell(1, bond).out();
        assertThat(before).contains("eth8, eth9", "balance-slb", "active", "7");

        world.step(STAGE, "cut-original", 1);

        assertThat(world.shell(1, "ovs-vsctl list-ports br-ex").out()).doesNotContain("bond-ex");

        for (var again : List.of("once", "twice")) {
            assertThat(world.run(STAGE, "cut-original", "undo", 1, Map.of()).exit())
                    .as(again)
                    .isZero();
            assertThat(world.shell(1, bond).out()).as(again).isEqualTo(before);
        }
    }

    /** An attempt may have ended between what it did to the bridges and what it wrote for the next boot. */
    @Test
    void whatARebootWouldTakeBackIsNotDone() throws Exception {
        from(Reached.CONTROL);
        become(1, "br-mgmt", "bridge_ports none", "bridge_ports eth0.101");
        become(10, "br-ex", "gateway 172.16.0.1", "");
        world.shell(11, "ip link add gre2-222 type gretap remote 10.20.0.9 local 10.20.0.8 key 222");

        assertThat(checked("cut-original", 1)).contains("on the wire again after a reboot, by eth0.101");
        assertThat(checked("connect-seed", 10)).contains("another way out after a reboot, or none");
        assertThat(checked("connect-seed", 11)).contains("isn't on the public and management network");
        world.step(STAGE, "cut-original", 1);
        world.step(STAGE, "connect-seed", 10);
        world.step(STAGE, "connect-seed", 11);
        assertThat(world.shell(11, "ip -o link show").out()).doesNotContain("gre");
    }

    /** The attempt ended before a package was changed: whoever installs one afterwards gets that of before. */
    @Test
    void aComputeThatIsTakenBackKnowsThePackagesOfBefore() {
        from(Reached.DATABASES_AND_MONITORS);
        var before = world.shell(4, "apt-cache policy nova-compute").out();
        Strike.once(world.folder(), "4", "dpkg", "--configure");
        assertThat(world.run(STAGE, "upgrade-compute-control", "act", 4, Map.of())
                        .exit())
                .isNotZero();
        assertThat(world.shell(4, "apt-cache policy nova-compute").out()).contains("2015.1.0");

        assertThat(world.run(STAGE, "upgrade-compute-control", "undo", 4, Map.of())
                        .exit())
                .isZero();

        assertThat(world.shell(4, "apt-cache policy nova-compute").out()).isEqualTo(before);
    }

    private void become(int node, String bridge, String line, String other) throws Exception {
        var file = world.file(node, "/etc/network/interfaces.d/ifcfg-" + bridge);
        var text = Files.readString(file);
        assertThat(text).contains(line);
        Files.writeString(file, text.replace(line, other));
    }

    private String checked(String step, int node) {
        var result = world.run(STAGE, step, "check", node, Map.of());
        assertThat(result.exit()).isEqualTo(ScriptRun.MISSING);
        return result.err();
    }

    /** Linux answers on a card that is up for the addresses of a bridge that has lost it. */
    @Test
    void aCardThatIsInNoBridgeAnyMoreAnswersForNobody() {
        from(Reached.BUILT);
        world.shell(1, "brctl delif br-mgmt eth0.101");
        assertThat(world.shell(2, "arping -c 1 -I br-mgmt 192.168.0.3").out()).contains("Unicast reply");

        world.step(STAGE, "cut-original", 1);

        assertThat(world.shell(2, "arping -c 1 -I br-mgmt 192.168.0.3").out()).doesNotContain("Unicast reply");
        world.shell(10, "sysctl -w net.ipv4.conf.all.arp_ignore=0");
        assertThat(world.run("upgrade-env", "prove-isolation", "check", 10, Map.of())
                        .err())
                .contains("answer for the addresses of its bridges");
    }

    /** Killed, it leaves what it had started. */
    @Test
    void neitherAddressesNorHaproxyOutliveTheOriginalsPacemaker() {
        from(Reached.BUILT);
        for (int node = 1; node <= 3; node++) {
            world.shell(node, "pcs cluster kill");
        }
        assertThat(world.run(STAGE, "stop-original-cluster", "check", 1, Map.of())
                        .err())
                .contains("still has what pacemaker had started");
        for (int node = 1; node <= 3; node++) {
            world.step(STAGE, "stop-original-cluster", node);
            assertThat(world.shell(node, "ip netns exec haproxy ip -o -4 addr show; pidof haproxy")
                            .out())
                    .isEmpty();
        }
    }

    /** The tenants' networks are not cut: two would answer there for a gateway, one of which leads nowhere. */
    @Test
    void noRouterOfTenantsOutlivesTheOriginalsPacemaker() throws IOException {
        from(Reached.BUILT);
        var spaces = Files.createDirectories(world.folder().resolve("nodes/1/sim/spaces"));
        Files.writeString(spaces.resolve("qrouter-6d6a"), "qr-0a1b2c3d-4e 192.168.111.1/24\n");
        Files.writeString(spaces.resolve("qdhcp-11f0"), "tap5e6f7a8b-9c 192.168.111.2/24\n");
        world.shell(1, "pcs cluster kill");
        assertThat(world.run(STAGE, "stop-original-cluster", "check", 1, Map.of())
                        .err())
                .contains("qdhcp-11f0, qrouter-6d6a");

        world.step(STAGE, "stop-original-cluster", 1);

        assertThat(world.shell(1, "ip netns list; pgrep -f neutron-l3-agent; pgrep -f neutron-dhcp-agent")
                        .out())
                .isEqualTo("haproxy\nvrouter\n");
        assertThat(world.journal(1))
                .as("though a process may keep the namespace")
                .contains("ip netns exec qrouter-6d6a link set qr-0a1b2c3d-4e down");
        assertThat(world.run(STAGE, "stop-original-cluster", "undo", 1, Map.of("ORIG_CONTROLLERS", "node-1"))
                        .exit())
                .isZero();
    }

    /** Resources of type IPaddr2 put them there, not into a namespace. */
    @Test
    void anAddressThatThePacemakerHadOnTheNodeItselfIsTakenAwayToo() {
        from(Reached.BUILT);
        world.shell(
                1, "pcs cluster kill; ip addr add 192.168.0.1/24 dev br-mgmt; ip addr add 192.168.0.99/24 dev br-mgmt");

        world.step(STAGE, "stop-original-cluster", 1);

        assertThat(world.shell(1, "ip -o -4 addr show").out())
                .doesNotContain(" 192.168.0.1/")
                .contains(" 192.168.0.3/", " 192.168.0.99/");
    }

    @Test
    void whereThereIsNoCephItIsNotAsked() {
        from(Reached.BUILT);
        world.shell(1, "ceph osd set noout");

        var asked = world.run(STAGE, "noout-off", "check", 1, Map.of());
        var without = world.run(STAGE, "noout-off", "check", 1, Map.of("OSD_NODES", ""));

        assertThat(asked.exit()).isEqualTo(ScriptRun.MISSING);
        assertThat(without.exit()).as(without.err()).isZero();
    }

    @Test
    void whatUpgradeDbStoppedIsStartedByAnUpgradeOfItsOwn() {
        from(Reached.BUILT);
        world.step("upgrade-db", "stop-cluster-services", 10, Map.of("UPGRADE", "3"));

        world.step(STAGE, "start-cluster-services", 10, Map.of("UPGRADE", "5"));

        assertThat(world.run("upgrade-db", "stop-cluster-services", "check", 10, Map.of()))
                .matches(run -> run.exit() == 3 && run.err().contains("still run on node-10"));
    }

    @Test
    void startingServicesThatNobodyNotedIsRefused() {
        from(Reached.BUILT);
        var check = world.run(STAGE, "start-cluster-services", "check", 10, Map.of());

        assertThat(check.exit()).isEqualTo(4);
        assertThat(check.err()).contains("upgrade-db did not stop them");
    }

    @Test
    void theWayBackHasTheOriginalAnswerAgain() throws IOException {
        from(Reached.BUILT);
        var files = configuration();
        world.close();
        from(Reached.CONTROL);

        stages.undo(Leg.joined(Leg.DB, Leg.CEPH, Leg.CONTROL), Reached.CONTROL.results());

        assertThat(Files.readString(world.folder().resolve("cloud/api/172.16.0.2")))
                .startsWith("200 node-")
                .contains("2014.2.2-6.1");
        assertThat(configuration()).isEqualTo(files);
        assertThat(world.folder().resolve("cloud/conflicts")).doesNotExist();
    }

    @Test
    void whatIsKilledAtAnyInstantIsTakenUpAgain() {
        from(Reached.DATABASES_AND_MONITORS);
        stages.interrupted(List.of(120L));

        assertThat(stages.forward(Leg.CONTROL, Reached.DATABASES_AND_MONITORS.results())
                        .get("proof.vips"))
                .contains("2015.1.0-7.0");
    }

    @Test
    void onlyTheLevelOfItsOwnSectionIsPinned() throws IOException {
        from(Reached.BUILT);
        var conf = world.file(10, "/etc/nova/nova.conf");
        var text =
                "[DEFAULT]\ncompute=mine\n[upgrade_levels]\n# theirs\ncompute = icehouse\ncert=juno\n[libvirt]\ncompute=too\n";
        Files.writeString(conf, text);

        pin("original");
        assertThat(Files.readString(conf))
                .contains("compute=juno")
                .contains("[DEFAULT]\ncompute=mine\n")
                .contains("# octane: aside: compute = icehouse");
        pin("release");
        assertThat(Files.readString(conf)).contains("compute=kilo").doesNotContain("compute=juno");
        undo("release");
        assertThat(Files.readString(conf)).contains("compute=juno");
        undo("original");
        assertThat(Files.readString(conf)).isEqualTo(text);
    }

    @Test
    void aPinWithoutItsSectionLeavesNoTrace() throws IOException {
        from(Reached.BUILT);
        var conf = world.file(10, "/etc/nova/nova.conf");
        var text = "# first\n[DEFAULT]\nverbose=True\n";
        Files.writeString(conf, text);

        pin("original");
        assertThat(Files.readString(conf)).contains("[upgrade_levels]\ncompute=juno\n");
        undo("original");
        assertThat(Files.readString(conf)).isEqualTo(text);
    }

    private void pin(String level) {
        world.step(STAGE, "pin-level", 10, Map.of("LEVEL", level));
    }

    private void undo(String level) {
        assertThat(world.run(STAGE, "pin-level", "undo", 10, Map.of("LEVEL", level))
                        .exit())
                .isZero();
    }

    private Map<String, String> configuration() {
        var all = new TreeMap<String, String>();
        for (int node = 1; node <= 12; node++) {
            all.putAll(world.content(node, "/etc/network"));
        }
        for (int node : List.of(1, 4, 5, 6, 10)) {
            all.putAll(world.content(node, "/etc/nova"));
        }
        for (int node : List.of(4, 5, 6)) {
            all.putAll(world.content(node, "/etc/apt"));
        }
        return all;
    }

    private Map<String, String> vms() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(world.folder().resolve("cloud/vms"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }
}
