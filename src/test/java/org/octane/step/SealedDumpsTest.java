package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps of databases on the disks of nodes: only the server's key opens them, and they go when they have done their work. */
class SealedDumpsTest {

    private static final String STATE = "/var/lib/octane/cluster-1/upgrade-7/";
    private static final String DUMP = STATE + "databases.sql.gz";
    private static final String OWN = STATE + "own-databases.sql.gz";
    private static final String SOME_KEY = "fedcba98".repeat(8);

    private ScriptWorld world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void noDiskHasADumpThatCanBeReadWithoutTheKey() throws IOException {
        world = Reached.DATABASES.world();

        for (int node : List.of(1, 10)) {
            assertThat(world.content(node, "/var/lib/octane")).isNotEmpty().allSatisfy((file, content) -> {
                assertThat(content).as(file).doesNotContain("INSERT INTO");
                assertThat(content.startsWith("\u001f\u008b"))
                        .as("%s is gzip", file)
                        .isFalse();
            });
        }
        for (var dump : Map.of(DUMP, 1, OWN, 10).entrySet()) {
            assertThat(Files.readAllBytes(world.file(dump.getValue(), dump.getKey())))
                    .startsWith("Salted__".getBytes(StandardCharsets.US_ASCII));
            assertThat(SealedDumps.read(world, dump.getValue(), dump.getKey()))
                    .contains("INSERT INTO `user`", "-- Dump completed");
        }
    }

    @Test
    void theKeyIsInNoFileAndOnNoCommandLine() throws IOException {
        world = Reached.MAINTENANCE.world();
        Strike.note(world.folder(), "1");

        assertThat(world.run("upgrade-db", "dump-databases", "act", 1, Map.of()).exit())
                .isZero();

        assertThat(world.folder().resolve("faults/1/calls"))
                .content()
                .contains("openssl enc ")
                .doesNotContain(ScriptWorld.DUMP_KEY);
        assertThat(world.content(1, "/"))
                .allSatisfy((file, content) -> assertThat(content).as(file).doesNotContain(ScriptWorld.DUMP_KEY));
    }

    @Test
    void withAnotherKeyNothingIsRestored() {
        world = Reached.DUMPED.world();
        var before = world.shell(10, "mysql -e 'CHECKSUM TABLE keystone.user'").out();

        var act = restore(Map.of("DUMP_KEY", SOME_KEY));

        assertThat(act.exit()).as("it may be known the next time").isEqualTo(ScriptRun.NO_ANSWER);
        assertThat(world.shell(10, "mysql -e 'CHECKSUM TABLE keystone.user'").out())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump-databases", "restore-databases"})
    void withoutAKeyNoneIsMade(String step) {
        world = (step.equals("dump-databases") ? Reached.MAINTENANCE : Reached.DUMPED).world();
        int node = step.equals("dump-databases") ? 1 : 10;

        var act = step.equals("dump-databases")
                ? world.run("upgrade-db", step, "act", 1, Map.of("DUMP_KEY", ""))
                : restore(Map.of("DUMP_KEY", ""));

        assertThat(act.exit()).isNotIn(0, ScriptRun.REFUSED);
        assertThat(act.err()).contains("the key for dumps is not known: Octane's server has it");
        assertThat(world.file(node, node == 1 ? DUMP : OWN)).doesNotExist();
        assertThat(world.file(node, (node == 1 ? DUMP : OWN) + ".part")).doesNotExist();
    }

    /** An Octane that sealed none has begun the upgrade. */
    @Test
    void aDumpThatWasNeverSealedIsReadAsItIs() throws IOException {
        world = Reached.DUMPED.world();
        var plain = Files.writeString(world.folder().resolve("plain"), SealedDumps.read(world, 10, DUMP));
        world.shell(10, "gzip -c " + plain + " >\"$OCTANE_ROOT" + DUMP + "\"");

        assertThat(restore(Map.of()).exit()).isZero();
    }

    @Test
    void itIsGoneOnceItHasDoneItsWork() throws IOException {
        world = Reached.DATABASES.world();
        Files.writeString(world.file(10, DUMP + ".octane-part"), "half a copy");

        new Stages(world).forward(Leg.DROP, Reached.DATABASES.results());

        assertThat(world.content(1, STATE).keySet()).noneMatch(file -> file.contains(".gz"));
        assertThat(world.content(10, STATE).keySet())
                .filteredOn(file -> file.contains(".gz"))
                .singleElement()
                .asString()
                .as("the way back")
                .endsWith("/own-databases.sql.gz");
        new Stages(world).undo(Leg.joined(Leg.DB, Leg.DROP), Reached.DATABASES.results());
        assertThat(world.content(10, STATE).keySet()).noneMatch(file -> file.contains(".gz"));
    }

    private ScriptWorld.Result restore(Map<String, String> with) {
        var sum =
                world.shell(10, "sha256sum <\"$OCTANE_ROOT" + DUMP + "\"").out().split(" ")[0];
        var all = new java.util.HashMap<>(with);
        all.put("SHA256", sum);
        return world.run("upgrade-db", "restore-databases", "act", 10, all);
    }
}
