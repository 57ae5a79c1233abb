package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scripts of upgrade-db in a real bash, against the stand-ins. */
class UpgradeDbTest {

    private static final String STAGE = "upgrade-db";
    private static final String DUMP = "/var/lib/octane/cluster-1/upgrade-7/databases.sql.gz";
    private static final List<Integer> ORIGINALS = List.of(1, 2, 3);
    private static final List<Integer> SEEDS = List.of(10, 11, 12);

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
    void theDatabasesMoveWithEveryRowAndReachTheNewSchema() {
        from(Reached.DATABASES);
        var proof = Reached.DATABASES.results();

        assertThat(proof.get("proof.rows"))
                .contains("keystone ")
                .contains("nova ")
                .contains("equal by rows and checksum");
        for (var database : Leg.DATABASES) {
            var level = sql(10, "SELECT * FROM " + database + "." + versionTable(database));
            assertThat(level)
                    .as(database)
                    .isNotEqualTo(sql(1, "SELECT * FROM " + database + "." + versionTable(database)));
        }
        assertThat(sql(10, "SELECT repository_id, version FROM keystone.migrate_version"))
                .as("keystone's own migrations among its extensions'")
                .contains("keystone\t67")
                .endsWith("revoke\t2\n");
        assertThat(sql(10, "SELECT COUNT(*) FROM nova.instances"))
                .isEqualTo(sql(1, "SELECT COUNT(*) FROM nova.instances"));
    }

    @Test
    void fromTheMaintenanceOnEveryRequestIsRefused() {
        from(Reached.MAINTENANCE);

        for (var address : List.of("192.168.0.1:5000", "192.168.0.1:8774", "172.16.0.2:9292")) {
            assertThat(world.shell(1, "curl -s -o /dev/null -w '%{http_code}' http://" + address + "/")
                            .out())
                    .isEqualTo("503");
        }
        assertThat(sql(1, "SHOW DATABASES")).as("MySQL isn't closed").contains("nova");
    }

    /** The first rule whose condition holds is taken, and a page behind it would close the rest only. */
    @Test
    void aSectionWithRoutesOfItsOwnIsClosedByThoseToo() throws IOException {
        from(Reached.BUILT);
        for (int node : ORIGINALS) {
            var keystone = world.file(node, "/etc/haproxy/conf.d/020-keystone-1.cfg");
            Files.writeString(
                    keystone,
                    Files.readString(keystone).stripTrailing()
                            + "\n  use_backend maintained if { path_beg /v2 }\n\nbackend maintained\n  server node-1 192.168.0.3:5000\n");
            world.shell(node, "service haproxy reload");
        }

        stages.forward(Leg.joined(Leg.MAINTENANCE.subList(0, 1), Leg.CLOSING), Map.of());

        assertThat(code("http://172.16.0.2:5000/v2.0/")).isEqualTo("503");
        assertThat(Files.readString(world.file(1, "/var/lib/octane/cluster-1/upgrade-7/closed")))
                .contains("http://172.16.0.2:5000/v2\n");
    }

    /** mysqldump writes six digits of a FLOAT: the restored table has another CHECKSUM, and the same rows. */
    @Test
    void aFloatWithManyDigitsIsNoDifference() throws IOException {
        from(Reached.MAINTENANCE);
        var table = world.folder().resolve("cloud/env/1/db/nova/block_device_mapping.");
        var schema = Path.of(table + "sql");
        Files.writeString(schema, Files.readString(schema).replace("`volume_id` varchar(36)", "`volume_id` float"));
        var rows = Path.of(table + "rows");
        Files.writeString(rows, Files.readString(rows).replaceFirst(",[^,]*\\)\n", ",1.23456789)\n"));

        var said = stages.forward(Leg.joined(Leg.DUMP, Leg.RESTORE.subList(0, 1)), Reached.MAINTENANCE.results());

        assertThat(said.get("proof.rows")).contains("equal by rows and checksum");
        assertThat(sql(10, "SELECT volume_id FROM nova.block_device_mapping")).startsWith("1.23457\n");
    }

    /** Nobody has used that service there; the seed's needs its tables all the same. */
    @Test
    void anEmptyDatabaseOfTheOriginalGetsTheSeedsTables() throws IOException {
        from(Reached.MAINTENANCE);
        try (var tables = Files.list(world.folder().resolve("cloud/env/1/db/heat"))) {
            for (var table : tables.toList()) {
                Files.delete(table);
            }
        }
        stages.forward(Leg.joined(Leg.DUMP, Leg.RESTORE.subList(0, 1)), Reached.MAINTENANCE.results());
        assertThat(world.folder().resolve("cloud/env/2/db/heat"))
                .as("the seed's own tables")
                .isEmptyDirectory();
        var heat = Map.of("DATABASE", "heat");
        assertThat(world.run(STAGE, "migrate-database", "check", 10, heat).exit())
                .isEqualTo(ScriptRun.MISSING);

        world.step(STAGE, "migrate-database", 10, heat);

        assertThat(sql(10, "SELECT version FROM heat.migrate_version")).contains("59");
    }

    /** As 7.0 makes it unless it is told otherwise. */
    @Test
    void anApiThatSpeaksTlsIsClosedAndOpenedAgain() throws IOException {
        from(Reached.BUILT);
        for (int node : List.of(1, 2, 3, 10, 11, 12)) {
            var keystone = world.file(node, "/etc/haproxy/conf.d/020-keystone-1.cfg");
            Files.writeString(
                    keystone,
                    Files.readString(keystone)
                                    .replace(
                                            "172.16.0.2:5000",
                                            "172.16.0.2:5000 ssl crt /var/lib/astute/haproxy/public.pem")
                            + "  http-request redirect location /v2.0/ if { path / }\n");
            Files.writeString(
                    world.file(node, "/etc/haproxy/conf.d/015-horizon.cfg"),
                    "listen horizon\n  bind 172.16.0.2:80\n  redirect scheme https if !{ ssl_fc }\n");
            world.shell(node, "service haproxy reload");
        }
        assertThat(code("http://172.16.0.2:5000/v2.0/")).isEqualTo("000");
        var closing = Leg.CLOSING;

        var said = stages.forward(closing, Map.of());

        assertThat(code("https://172.16.0.2:5000/v2.0/")).isEqualTo("503");
        assertThat(code("http://172.16.0.2:80/")).isEqualTo("302");
        stages.undo(closing, said);
        assertThat(code("https://172.16.0.2:5000/v2.0/")).isEqualTo("200");
        assertThat(world.run("upgrade-control", "vips-answer", "check", 10, Map.of()))
                .as("the seed's, which only the seed sees")
                .matches(run -> run.exit() == 0);
    }

    /** Nothing of that reaches a service, with the page or without: it neither closes nor opens. */
    @Test
    void whatHaproxyAnswersItselfDoesNotKeepTheApiFromBeingClosed() throws IOException {
        from(Reached.BUILT);
        for (int node : List.of(1, 2, 3)) {
            Files.writeString(
                    world.file(node, "/etc/haproxy/conf.d/020-keystone-1.cfg"),
                    """
                      acl secret path /v2.0/secret
                      http-request redirect location /v2.0/ if { path / }
                      http-request deny if secret
                      use_backend keystone-1 if { path_beg /v3 }
                    """,
                    StandardOpenOption.APPEND);
            world.shell(node, "service haproxy reload");
        }
        var closing = Leg.CLOSING;

        stages.forward(closing, Map.of());

        assertThat(code("http://172.16.0.2:5000/")).isEqualTo("302");
        assertThat(code("http://172.16.0.2:5000/v2.0/secret")).isEqualTo("403");
        assertThat(code("http://172.16.0.2:5000/v3")).isEqualTo("503");
        assertThat(world.content(1, "/var/lib/octane").toString())
                .contains("http://172.16.0.2:5000/v3")
                .doesNotContain("/v2.0/secret");
    }

    private String code(String url) {
        return world.shell(1, "curl -k -s -o /dev/null -w '%{http_code}' " + url)
                .out();
    }

    @Test
    void aSecondRunChangesNothing() {
        from(Reached.DATABASES);
        var first = Reached.DATABASES.results();
        var before = journals();

        assertThat(stages.forward(Leg.DB, Map.of())).isEqualTo(first);
        assertThat(journals()).isEqualTo(before);
    }

    @Test
    void theWayBackLeavesTheFilesAsTheyWereAndTheApiOpen() {
        from(Reached.BUILT);
        var files = new TreeMap<String, String>();
        ORIGINALS.forEach(n -> files.putAll(world.content(n, "/etc/haproxy")));
        var own = sql(10, "CHECKSUM TABLE keystone.user");
        world.close();
        from(Reached.DATABASES);

        stages.undo(Leg.DB, Reached.DATABASES.results());

        var after = new TreeMap<String, String>();
        ORIGINALS.forEach(n -> after.putAll(world.content(n, "/etc/haproxy")));
        assertThat(after).isEqualTo(files);
        assertThat(world.run(STAGE, "api-answers", "act", 1, Map.of()).exit())
                .as("it asks the API")
                .isZero();
        assertThat(sql(10, "CHECKSUM TABLE keystone.user")).isEqualTo(own);
        assertThat(world.shell(10, "initctl list").out()).contains("nova-api start/running");
        assertThat(Files.exists(world.file(1, DUMP))).isFalse();
    }

    /** What was not counted is noted for the comparison with before, which comes last: nobody is kept out because of it. */
    @Test
    void theApiOpensAgainThoughADatabaseCanNotBeCounted() throws IOException {
        from(Reached.DUMPED);
        Strike.always(world.folder(), "1", "mysql", "`nova`.");

        assertThat(world.run(STAGE, "dump-databases", "undo", 1, Map.of()).exit())
                .isZero();

        assertThat(world.file(1, "/var/lib/octane/cluster-1/upgrade-7/databases-differ"))
                .hasContent("? nova");
        assertThat(world.file(1, DUMP)).doesNotExist();
        stages.undo(Leg.MAINTENANCE.subList(1, Leg.MAINTENANCE.size()), Reached.DUMPED.results());
        assertThat(code("http://172.16.0.2:5000/v2.0/")).isEqualTo("200");
        var last = Stages.variables(Leg.MAINTENANCE.get(0), Map.of("SETTLE_SECONDS", "0"));
        assertThat(world.run("state", "remember", "undo", 1, last).err())
                .contains("database nova could not be compared with the dump");
    }

    @Test
    void aFaultyHaproxyFileIsLeftAsItWas() throws IOException {
        from(Reached.BUILT);
        var file = world.file(2, "/etc/haproxy/conf.d/999-broken.cfg");
        Files.writeString(file, "listen broken\n  nonsense\n");
        var before = world.content(2, "/etc/haproxy");

        var act = world.run(STAGE, "maintenance-page", "act", 2, Map.of());

        assertThat(act.exit()).isEqualTo(4);
        assertThat(world.content(2, "/etc/haproxy")).isEqualTo(before);
    }

    @Test
    void aResourceThatFailsToStopIsNoSuccess() throws IOException {
        from(Reached.BUILT);
        for (int node : SEEDS) {
            Files.createDirectories(world.folder().resolve("faults/" + node + "/stuck"));
            Files.writeString(world.folder().resolve("faults/" + node + "/stuck/p_heat-engine"), "");
        }

        var act = world.run(STAGE, "stop-cluster-services", "act", 10, Map.of());

        assertThat(act.exit()).isEqualTo(1);
        assertThat(act.err()).contains("pacemaker failed to stop p_heat-engine");
    }

    @Test
    void flavorsAreMigratedBeforeTheSchemaThatRefusesThem() throws IOException {
        from(Reached.DATABASES);
        Files.writeString(world.folder().resolve("nodes/10/sim/release"), "liberty-8.0\n");
        var versions = world.file(10, "/usr/lib/python2.7/dist-packages/nova/db/sqlalchemy/migrate_repo/versions");
        Files.createFile(versions.resolve("302_liberty.py"));
        var nova = Map.of("DATABASE", "nova", "SEED_FUEL", "8.0");
        assertThat(world.shell(10, "nova-manage db sync").err())
                .as("what nova says without")
                .contains("unmigrated flavor records");

        assertThat(world.run(STAGE, "migrate-database", "act", 10, nova).exit()).isZero();
        assertThat(world.run(STAGE, "migrate-database", "verify", 10, nova).exit())
                .isZero();

        assertThat(sql(10, "SELECT version FROM nova.migrate_version")).contains("302");
        assertThat(world.shell(10, "nova-manage db migrate_flavor_data").out())
                .contains("0 instances matched query, 0 completed");
    }

    @Test
    void aDatabaseWithBranchesIsMigratedWhenEachOfThemIs() throws IOException {
        from(Reached.DATABASES);
        var versions =
                world.file(10, "/usr/lib/python2.7/dist-packages/neutron/db/migration/alembic_migrations/versions");
        Files.delete(versions.resolve("HEAD"));
        Files.writeString(versions.resolve("HEADS"), "9859ac9c136\n4ffceebfada\n");
        var rows = world.folder().resolve("cloud/env/2/db/neutron/alembic_version.rows");
        var neutron = Map.of("DATABASE", "neutron");
        Files.writeString(rows, "('9859ac9c136')\n('4ffceebfada')\n");
        Files.writeString(
                world.file(10, "/var/lib/octane/cluster-1/upgrade-7/migrated-neutron"), "4ffceebfada 9859ac9c136\n");

        assertThat(world.run(STAGE, "migrate-database", "check", 10, neutron).exit())
                .isZero();
        Files.writeString(rows, "('4ffceebfada')\n");
        assertThat(world.run(STAGE, "migrate-database", "check", 10, neutron).exit())
                .isEqualTo(3);
    }

    @Test
    void aCutDumpIsRefused() throws IOException {
        from(Reached.DUMPED);
        SealedDumps.write(
                world,
                10,
                DUMP,
                SealedDumps.read(world, 1, DUMP).replaceFirst("(?s)(.*)\n-- Dump completed.*", "$1\n"));
        var sum = world.shell(10, "sha256sum <$OCTANE_ROOT" + DUMP).out().split(" ")[0];

        var act = world.run(STAGE, "restore-databases", "act", 10, Map.of("SHA256", sum));

        assertThat(act.exit()).isEqualTo(4);
        assertThat(act.err()).contains("the dump is incomplete");
    }

    @Test
    void theDumpOfSomebodyElseIsRefused() {
        from(Reached.DUMPED);

        var act = world.run(STAGE, "restore-databases", "act", 10, Map.of("SHA256", "0".repeat(64)));

        assertThat(act.exit()).isEqualTo(4);
    }

    @Test
    void aMigratedDatabaseIsNeverRestoredOver() {
        from(Reached.DATABASES);
        var other = "1".repeat(64);

        var act = world.run(STAGE, "restore-databases", "act", 10, Map.of("SHA256", other));

        assertThat(act.exit()).isEqualTo(4);
        assertThat(act.err()).contains("being migrated");
    }

    @Test
    void aDumpWithoutItsLastLineIsNoDump() throws IOException {
        from(Reached.MAINTENANCE);
        new Strike("mysqldump", 1, Strike.Mode.CUT).put(world.folder(), "1");

        var act = world.run(STAGE, "dump-databases", "act", 1, Map.of());

        assertThat(act.exit()).isEqualTo(1);
        assertThat(act.err()).contains("the dump is incomplete: its last line is missing");
        assertThat(world.content(1, "/var/lib/octane").keySet()).noneMatch(file -> file.contains(".sql.gz"));
    }

    @Test
    void aDumpThatWasReadToItsEndWhenItWasMadeIsKnownByItsChecksum() throws IOException {
        from(Reached.DUMPED);
        var results = Reached.DUMPED.results();
        assertThat(results).containsEntry("whole", "yes");
        assertThat(results.get("sha256")).isEqualTo(SealedDumps.checksum(world.file(1, DUMP)));
        var known = Map.of("SHA256", results.get("sha256"), "WHOLE", "yes");
        Files.writeString(world.file(10, DUMP), "and more", StandardOpenOption.APPEND);

        assertThat(world.run(STAGE, "restore-databases", "act", 10, known).exit())
                .as("it is another one")
                .isEqualTo(4);
    }

    @Test
    void aFullDiskLeavesNoDump() throws IOException {
        from(Reached.MAINTENANCE);
        // a folder in its way: the dump can't be written
        Files.createDirectories(world.file(1, DUMP + ".part"));

        var act = world.run(STAGE, "dump-databases", "act", 1, Map.of());

        assertThat(act.exit()).isEqualTo(1);
        assertThat(Files.exists(world.file(1, DUMP))).isFalse();
    }

    /** Nobody sees what it is a view of any more, mysqldump neither. */
    @Test
    void aViewOfATableThatIsGoneIsNamedAsWhatKeepsTheDumpFromBeingMade() throws IOException {
        from(Reached.MAINTENANCE);
        Files.createFile(world.folder().resolve("cloud/env/1/db/nova/of nothing.invalid-view"));

        assertThat(world.run(STAGE, "dump-databases", "act", 1, Map.of()))
                .matches(run -> run.exit() == 1)
                .satisfies(run -> assertThat(run.err())
                        .endsWith(
                                "mysqldump failed: mysqldump: Couldn't execute 'SHOW FIELDS FROM `of nothing`': View 'nova.of"
                                        + " nothing' references invalid table(s) or column(s) or function(s) or definer/invoker of view"
                                        + " lack rights to use them (1356)\n"));
        assertThat(world.file(1, DUMP + ".part")).doesNotExist();
    }

    @Test
    void whatKeepsTheSeedsOwnDatabasesFromBeingSavedIsTold() throws IOException {
        from(Reached.DUMPED);
        Files.copy(world.file(1, DUMP), world.file(10, DUMP), StandardCopyOption.REPLACE_EXISTING);
        var sum = world.shell(10, "sha256sum <$OCTANE_ROOT" + DUMP).out().split(" ")[0];
        var own = world.file(10, "/var/lib/octane/cluster-1/upgrade-7/own-databases.sql.gz.part");
        Strike.once(world.folder(), "10", "mysqldump", "--add-drop-database");

        assertThat(world.run(STAGE, "restore-databases", "act", 10, Map.of("SHA256", sum)))
                .matches(run -> run.exit() == 1)
                .satisfies(
                        run -> assertThat(run.err())
                                .contains(
                                        "mysqldump failed: mysqldump: Error 2013: Lost connection to MySQL server during query"));
        assertThat(own).doesNotExist();

        // its second call in all
        new Strike("mysqldump", 2, Strike.Mode.HANG).put(world.folder(), "10");
        assertThat(world.run(STAGE, "restore-databases", "act", 10, Map.of("SHA256", sum, "DUMPING", "1")))
                .matches(run -> run.exit() == 1)
                .satisfies(run ->
                        assertThat(run.err()).contains("mysqldump failed: it did not end within 1 s, or was killed"));
        assertThat(own).doesNotExist();
    }

    @Test
    void aDumpThatAnEarlierAttemptLeftRunningIsWaitedForAndLeftAlone() throws Exception {
        from(Reached.BUILT);
        var running = world.file(1, "/var/lib/octane/cluster-1/upgrade-7/databases.sql.gz.part");
        Files.createDirectories(running.getParent());
        Files.writeString(running, "half a dump");
        var lock = world.file(1, "/var/lib/octane/dump.lock");
        var mysqldump = new ProcessBuilder("flock", lock.toString(), "cat").start();
        try {
            await("its lock is taken").until(() -> held(lock));

            assertThat(world.run(STAGE, "dump-databases", "act", 1, Map.of("EARLIER", "1")))
                    .matches(run -> run.exit() == 75, "busy, which is no attempt")
                    .satisfies(run -> assertThat(run.err())
                            .contains("dump of an earlier attempt is still running")
                            .doesNotContain("space"));
            assertThat(running).hasContent("half a dump");
        } finally {
            mysqldump.getOutputStream().close();
            mysqldump.waitFor();
        }
        assertThat(world.run(STAGE, "dump-databases", "act", 1, Map.of()).exit())
                .isZero();
    }

    private static boolean held(Path lock) throws Exception {
        return Files.exists(lock)
                && new ProcessBuilder("flock", "-n", lock.toString(), "true")
                                .start()
                                .waitFor()
                        == 1;
    }

    @Test
    void whatIsKilledAtAnyInstantIsTakenUpAgain() {
        from(Reached.BUILT);
        stages.interrupted(List.of(60L, 400L));

        var proof = stages.forward(Leg.DB, Map.of());

        assertThat(proof.get("proof.rows")).contains("equal by rows and checksum");
    }

    @Test
    void anOvertakenAttemptChangesNothing() {
        from(Reached.BUILT);
        world.run(STAGE, "maintenance-page", "check", 1, Map.of("FENCE", "5"));
        var before = world.content(1, "/etc/haproxy");

        var act = world.run(STAGE, "maintenance-page", "act", 1, Map.of("FENCE", "3"));

        assertThat(act.exit()).isEqualTo(4);
        assertThat(act.err()).contains("was replaced by a later one");
        assertThat(world.content(1, "/etc/haproxy")).isEqualTo(before);
    }

    private static String versionTable(String database) {
        return database.equals("neutron") ? "alembic_version" : "migrate_version";
    }

    private String sql(int node, String statement) {
        return world.shell(node, "mysql --batch --skip-column-names -e \"" + statement + "\"")
                .out();
    }

    private String journals() {
        var all = new StringBuilder();
        for (int node = 1; node <= 12; node++) {
            all.append(world.journal(node)).append('\n');
        }
        return all.toString();
    }
}
