package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node, and the cloud that serves, tell right before the node loses its system. */
class ErasableTest {

    private ScriptWorld world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aControllerThatServesSaysSo() {
        world = Reached.BUILT.world();
        assertThat(look("erasable", 1, Map.of()).results())
                .containsEntry("serves", "pacemaker running, address 192.168.0.1, address 172.16.0.2")
                .containsEntry("wire", "eth1, eth0.101")
                .containsEntry("release", "2014.2.2-6.1")
                .containsEntry("vms", "0")
                .hasEntrySatisfying("macs", macs -> assertThat(macs).contains("64:00:00:00:01:"));
    }

    @Test
    void aControllerThatWasCutOffIsOnNoWire() {
        world = Reached.CONTROL.world();
        assertThat(look("erasable", 1, Map.of()).results())
                .containsEntry("serves", "")
                .containsEntry("wire", "");
        assertThat(look("erasable", 10, Map.of()).results().get("serves")).startsWith("pacemaker running");
    }

    @Test
    void aComputeTellsWhatRunsThereWhateverNovaBelieves() {
        world = Reached.BUILT.world();
        world.shell(1, "mysql -e \"UPDATE nova.instances SET vm_state='stopped' WHERE host='node-4'\"");
        assertThat(Integer.parseInt(look("erasable", 4, Map.of()).results().get("vms")))
                .isPositive();
    }

    @Test
    void aProgramThatGivesNoAnswerIsNoNo() throws IOException {
        world = Reached.BUILT.world();
        for (var program : new String[] {"ip", "crm_mon", "virsh"}) {
            var file = world.folder().resolve("bin/" + program);
            var before = Files.readString(file);
            Files.writeString(file, "#!/bin/bash\nexit 142\n");
            assertThat(look("erasable", program.equals("virsh") ? 4 : 1, Map.of())
                            .exit())
                    .as(program)
                    .isEqualTo(ScriptRun.NO_ANSWER);
            Files.writeString(file, before);
        }
        for (var program : new String[] {"nova", "ceph", "mysql"}) {
            var file = world.folder().resolve("bin/" + program);
            var before = Files.readString(file);
            Files.writeString(file, "#!/bin/bash\nexit 142\n");
            var said = look("leaving", 1, Map.of("SUBJECTS", "node-4 node-7"));
            assertThat(said.exit()).as(program).isEqualTo(ScriptRun.NO_ANSWER);
            assertThat(said.results()).doesNotContainKey("asked");
            Files.writeString(file, before);
        }
    }

    @Test
    void anEmptiedComputeMayGoUntilSomebodyUsesItAgain() {
        world = Reached.CONTROL.world();
        assertThat(leaving(10, "node-4"))
                .contains("nova may put VMs on node-4: its nova-compute is enabled")
                .contains("VMs of node-4 are neither elsewhere nor stopped: ");
        world.step("upgrade-node", "evacuate", 10, Map.of("SUBJECT", "node-4"));
        assertThat(leaving(10, "node-4")).isEmpty();

        world.shell(10, "mysql -e \"UPDATE nova.instances SET host='node-4', vm_state='active' WHERE id=1\"");
        assertThat(leaving(10, "node-4")).contains("(ACTIVE)").doesNotContain("nova may put VMs");
        world.shell(10, "mysql -e \"UPDATE nova.instances SET host='node-5' WHERE id=1\"");
        world.shell(10, "set -e; . ~/openrc; nova service-enable node-4 nova-compute");
        assertThat(leaving(10, "node-4")).isEqualTo("nova may put VMs on node-4: its nova-compute is enabled");
    }

    @Test
    void osdsMayGoAsLongAsTheirPoolsCanDoWithoutThem() {
        world = Reached.BUILT.world();
        assertThat(leaving(1, "node-7")).isEmpty();
        world.shell(1, "ceph osd pool set volumes min_size 3");
        assertThat(leaving(1, "node-7")).contains("without the OSDs of node-7", "less than min_size 3");
    }

    @Test
    void osdsThatAreDownElsewhereAreWaitedFor() {
        world = Reached.BUILT.world();
        var id = world.shell(1, "ceph osd tree")
                .out()
                .lines()
                .dropWhile(line -> !line.contains("host node-8"))
                .filter(line -> line.contains("osd."))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*osd\\.(\\d+).*", "$1");
        world.shell(8, "stop ceph-osd id=" + id);
        world.shell(1, "ceph osd down " + id);
        var said = look("leaving", 1, Map.of("SUBJECTS", "node-7"));
        assertThat(said.results().values()).anyMatch(sentence -> sentence.equals("osd." + id + " are down elsewhere"));
        assertThat(said.results().keySet()).noneMatch(key -> key.startsWith("refused."));
    }

    @Test
    void ofNobodyNothingIsTold() {
        world = Reached.BUILT.world();
        var said = look("leaving", 1, Map.of("SUBJECTS", ""));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.results()).doesNotContainKey("asked");
    }

    private String leaving(int controller, String subjects) {
        var said = look("leaving", controller, Map.of("SUBJECTS", subjects));
        assertThat(said.results()).as(said.err()).containsEntry("asked", subjects);
        return said.results().entrySet().stream()
                .filter(result -> !result.getKey().equals("asked"))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("\n"));
    }

    private ScriptWorld.Result look(String script, int node, Map<String, String> with) {
        var all = new HashMap<>(with);
        all.put("LOOK_ONLY", "yes");
        return world.run("preflight", script, "check", node, all);
    }
}
