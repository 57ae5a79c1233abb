package org.octane.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.octane.preflight.cloud.CephHealth;
import org.octane.preflight.cloud.CephPools;
import org.octane.preflight.cloud.EvacuationMemory;
import org.octane.preflight.cloud.InstancesInError;
import org.octane.preflight.cloud.LastCompute;
import org.octane.preflight.cloud.OtherDatabases;
import org.octane.preflight.cloud.ReleaseVersions;
import org.octane.preflight.cloud.UnmovableInstances;
import org.octane.preflight.room.RoomOnMaster;
import org.octane.preflight.room.RoomOnOriginal;
import org.octane.preflight.room.RoomOnSeed;
import org.octane.world.TestWorld;

/** What a node does not tell is not known: no check takes it for none, nor nothing for enough. */
@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UntoldTest {

    private static final List<Check> CHECKS = List.of(
            new ReleaseVersions(),
            new RoomOnMaster(),
            new RoomOnOriginal(),
            new CephHealth(),
            new CephPools(),
            new OtherDatabases(),
            new InstancesInError(),
            new UnmovableInstances(),
            new LastCompute(),
            new EvacuationMemory());

    private final Map<String, TreeSet<String>> keys = new ConcurrentHashMap<>();
    /** What is told instead, by script. */
    private final AtomicReference<Map<String, Map<String, String>>> instead = new AtomicReference<>(Map.of());
    /** A script, or a script and one of its keys. */
    private final AtomicReference<String> untold = new AtomicReference<>("");

    private PreflightFixture preflight;

    @BeforeAll
    void start(TestWorld world, @TempDir Path folder) throws IOException {
        preflight = PreflightFixture.telling(world, folder, this::told);
    }

    @AfterAll
    void end() {
        preflight.close();
    }

    private Map<String, String> told(String script, Map<String, String> said) {
        keys.computeIfAbsent(script, name -> new TreeSet<>()).addAll(said.keySet());
        var left = new HashMap<>(instead.get().getOrDefault(script, said));
        left.keySet()
                .removeIf(key -> untold.get().equals(script) || untold.get().equals(script + " " + key));
        return left;
    }

    @Test
    void noCheckPassesThatWasNotToldWhatItGoesBy() {
        var needed = new TreeMap<String, TreeSet<String>>();
        for (var check : CHECKS) {
            keys.clear();
            untold.set("");
            assertThat(preflight.look(check).passed()).as(check.name()).isTrue();
            for (var script : Map.copyOf(keys).keySet()) {
                untold.set(script);
                assertThat(preflight.look(check).passed())
                        .as("%s, told nothing of %s", check.name(), script)
                        .isFalse();
                for (var key : List.copyOf(keys.get(script))) {
                    untold.set(script + " " + key);
                    if (!preflight.look(check).passed()) {
                        needed.computeIfAbsent(check.name(), name -> new TreeSet<>())
                                .add(key);
                    }
                }
            }
        }
        assertThat(needed)
                .containsEntry("other-databases", of("others"))
                .containsEntry("unmovable-instances", of("seen"))
                .containsEntry("instances-in-error", of("count"))
                .containsEntry("ceph-pools", of("pools"))
                .containsEntry("ceph-health", of("health"))
                .containsEntry("versions", of("nova"))
                .containsEntry("room-on-master", of("var-free"))
                .containsEntry("room-on-original", of("data", "free", "index", "monitor"));
        assertThat(needed.get("last-compute")).contains("compute.node-5");
        assertThat(needed.get("evacuation-memory")).contains("memory.node-4", "memory.node-5", "memory.node-6");
        untold.set("");
    }

    @Test
    void aCephWithoutPoolsHasNoneThatKeepTheirMinSize() {
        fails(
                new CephPools(),
                "ceph-pools",
                Map.of("pools", "0 pools with 0 placement groups"),
                "Ceph tells of no pools.");
    }

    @Test
    void aNovaWithoutComputesHasNoneToSpare() {
        fails(new LastCompute(), "computes", Map.of(), "Nova has no compute service of node-");
        fails(
                new LastCompute(),
                "computes",
                Map.of("compute.other", "enabled up"),
                "Nova has no compute service of node-");
    }

    @Test
    void aSeedHasRoomOnlyForDatabasesThatAreKnown() {
        var seed = new RoomOnSeed(preflight.checks());
        assertThat(preflight.look(seed).passed()).isTrue();
        fails(seed, "databases", Map.of(), "did not tell data.");
        fails(
                seed,
                "databases",
                Map.of("data", "many", "index", "1", "monitor", "1", "free", "1"),
                "did not tell data.");
        fails(
                seed,
                "databases",
                Map.of("data", "9000000", "index", "1", "monitor", "1", "free", "1"),
                "System, dumps and databases take 27010");
    }

    /** There are no spare servers: it has to be asked itself. */
    @Test
    void aSeedThatIsThereIsAskedItself() {
        var seed = new RoomOnSeed(preflight.checks());
        var told = Map.of("data", "100", "index", "10", "monitor", "40", "free", "9000");
        assertThat(preflight.lookAtSeed(seed, List.of()).found()).isEqualTo("The seed has no controller.");
        instead.set(Map.of("databases", told, "room", Map.of()));
        assertThat(preflight.lookAtSeed(seed, List.of(1)).found()).contains("did not tell shared.");
        instead.set(Map.of("databases", told, "room", Map.of("shared", "yes", "free", "470", "databases-free", "0")));
        assertThat(preflight.lookAtSeed(seed, List.of(1)))
                .matches(verdict -> !verdict.passed())
                .matches(verdict -> verdict.found()
                        .equals("On node-1 dumps take 304 MiB at most and databases 174 MiB; 470 MiB are free."));
        instead.set(Map.of("databases", told, "room", Map.of("shared", "no", "free", "304", "databases-free", "174")));
        assertThat(preflight.lookAtSeed(seed, List.of(1)).passed()).isTrue();
        instead.set(Map.of());
    }

    @Test
    void figuresThatAreNoneAreNoFigures() {
        fails(
                new EvacuationMemory(),
                "memory",
                Map.of("memory.other", "4096 1024"),
                "Nova does not tell how much memory the VMs take on node-");
        fails(new InstancesInError(), "instances", Map.of("count", "none"), "did not tell count.");
        fails(
                new RoomOnMaster(),
                "room",
                Map.of("var-free", "-"),
                "The Fuel master was asked for room and did not tell var-free.");
    }

    private void fails(Check check, String script, Map<String, String> told, String found) {
        instead.set(Map.of(script, told));
        try {
            var verdict = preflight.look(check);
            assertThat(verdict.passed()).isFalse();
            assertThat(verdict.found()).contains(found);
        } finally {
            instead.set(Map.of());
        }
    }

    private static TreeSet<String> of(String... keys) {
        return new TreeSet<>(List.of(keys));
    }
}
