package org.octane.step.upgradenode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.nailgun.Nailgun;
import org.octane.sql.Database;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.upgradeenv.AssignControllers;
import org.octane.step.upgradeenv.CloneEnvironment;
import org.octane.step.upgradeenv.CompareSettings;
import org.octane.step.upgradeenv.CopyVips;
import org.octane.world.TestWorld;
import org.springframework.jdbc.core.JdbcTemplate;

/** The steps that Nailgun does: a seed, its controllers, nodes that change the cluster. */
@ExtendWith(TestWorld.Fresh.class)
class MovingTest {

    private final Nailgun nailgun;
    private final JdbcTemplate sql;
    private final CloneEnvironment cloning;

    MovingTest(TestWorld world) {
        var database = world.world().nailgun();
        var jdbc = new JdbcTemplate(database);
        sql = jdbc;
        jdbc.execute("create schema if not exists octane");
        jdbc.execute("create table if not exists octane.former_node (seed_cluster_id integer not null, "
                + "node_id integer not null, former jsonb not null, primary key (seed_cluster_id, node_id))");
        jdbc.execute("create table if not exists octane.closed_relation (orig_cluster_id integer not null, "
                + "seed_cluster_id integer not null, closed_at timestamptz not null)");
        nailgun = new Nailgun(Database.of(database), Database.of(database));
        cloning = new CloneEnvironment(nailgun.seeds());
    }

    @AfterEach
    void noSeed() {
        nailgun.seeds().relation(1).ifPresent(relation -> {
            var moved = nailgun.moves().nodes(relation.seed()).stream()
                    .map(node -> node.id())
                    .filter(id -> id < 10)
                    .toList();
            if (!moved.isEmpty()) {
                nailgun.moves().giveBack(relation.seed(), moved);
            }
            nailgun.seeds().removeSeed(relation.seed());
        });
    }

    @Test
    void anOriginalIsClonedOnceHoweverOftenItIsTried() {
        assertThat(cloning.check(call(null)).kind()).isEqualTo(Outcome.Kind.MISSING);
        var seed = cloning.act(call(null)).results().get("seed");
        assertThat(cloning.act(call(null)).results()).containsEntry("seed", seed);
        assertThat(cloning.check(call(null)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(new CompareSettings(nailgun.seeds()).check(call(seed())).results())
                .containsKey("proof.settings");
        assertThat(new CopyVips(nailgun.seeds()).act(call(seed())).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aSeedOfAnotherNameIsNotTaken() {
        nailgun.seeds().clone(1, "somebody else's", 4);
        assertThatThrownBy(() -> cloning.check(call(null)))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("has another seed already");
        assertThatThrownBy(() -> cloning.undo(call(null))).isInstanceOf(StepFailure.class);
        assertThat(nailgun.seeds().relation(1)).isPresent();
    }

    @Test
    void undoRemovesTheSeedAndReleasesItsServers() {
        cloning.act(call(null));
        var assigning = new AssignControllers(nailgun.moves());
        assertThat(assigning.act(call(seed(), 10, 11, 12)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(assigning.act(call(seed(), 10, 11, 12)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(assigning.verify(call(seed(), 10, 11, 12)).kind()).isEqualTo(Outcome.Kind.DONE);
        int gone = 99;
        assertThat(assigning.undo(call(seed(), gone, 10, 11, 12)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(nailgun.moves().node(10).cluster()).isNull();
        assertThat(cloning.undo(call(seed())).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(cloning.undo(call(null)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(nailgun.seeds().relation(1)).isEmpty();
    }

    @Test
    void aServerThatIsNotSpareIsRefused() {
        cloning.act(call(null));
        assertThatThrownBy(() -> new AssignControllers(nailgun.moves()).act(call(seed(), 4)))
                .hasMessageContaining("already assigned");
    }

    @Test
    void nodesMoveTogetherAndBack() {
        cloning.act(call(null));
        var moving = new Reassign(nailgun.moves());
        assertThat(moving.check(call(seed(), 5, 6)).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(moving.act(call(seed(), 5, 6)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(moving.act(call(seed(), 5, 6)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(nailgun.moves().node(5).cluster()).isEqualTo(seed());
        assertThat(nailgun.moves().node(5).has("compute")).isTrue();
        assertThat(moving.undo(call(seed(), 5, 6)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(nailgun.moves().node(5).cluster()).isEqualTo(1);
    }

    @Test
    void aControllerWhosePlaceIsTakenStays() {
        cloning.act(call(null));
        new AssignControllers(nailgun.moves()).act(call(seed(), 10, 11, 12));
        assertThatThrownBy(() -> new Reassign(nailgun.moves()).act(call(seed(), 2)))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("belongs to a node of the seed");
        assertThat(nailgun.moves().node(2).cluster()).isEqualTo(1);
    }

    @Test
    void osdPartitionsAreKeptUntilTheMarkIsLifted() {
        var keeping = KeepPartition.ofOsds(nailgun.moves());
        assertThat(keeping.check(call(null, 7)).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(keeping.act(call(null, 7)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(keeping.act(call(null, 7)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(nailgun.moves().isKept(7, "ceph")).contains(true);
        keeping.undo(call(null, 7));
        assertThat(nailgun.moves().isKept(7, "ceph")).contains(false);
        assertThatThrownBy(() -> keeping.check(call(null, 4))).hasMessageContaining("has no volume 'ceph'");
    }

    @Test
    void disksOfVmsAreKeptWhereTheVmsMoveTooSinceThoseThatDoNotRunStay() {
        var keeping = KeepPartition.ofVms(nailgun.moves());
        for (var moving : List.of("true", "false")) {
            var compute = call(null, 4).with(Map.of("live_migration", moving));
            assertThat(keeping.check(compute).kind()).isEqualTo(Outcome.Kind.MISSING);
            assertThat(keeping.act(compute).kind()).isEqualTo(Outcome.Kind.DONE);
            assertThat(nailgun.moves().isKept(4, "vm")).contains(true);
            keeping.undo(compute);
            assertThat(nailgun.moves().isKept(4, "vm")).contains(false);
        }
    }

    /** Such as mongo's beside an OSD's: no stage knows of it. */
    @Test
    void whatANodeHasOfRolesThatNobodyPlannedForIsKeptToo() {
        var volumes = "select volumes from volume_manager_node_volumes where node_id = 7";
        var before = sql.queryForObject(volumes, String.class);
        sql.update(
                "update volume_manager_node_volumes set volumes = ? where node_id = 7",
                before.replace("\"cephjournal\"", "\"mongo\""));
        try {
            var keeping = KeepPartition.ofOsds(nailgun.moves());
            keeping.act(call(null, 7));
            assertThat(nailgun.moves().isKept(7, "ceph")).contains(true);
            assertThat(nailgun.moves().isKept(7, "mongo")).contains(true);
        } finally {
            sql.update("update volume_manager_node_volumes set volumes = ? where node_id = 7", before);
        }
    }

    private Integer seed() {
        return nailgun.seeds().relation(1).orElseThrow().seed();
    }

    private static StepCall call(Integer seed, Integer... nodes) {
        return new StepCall(
                1,
                1,
                "stage",
                "step",
                Phase.CHECK,
                1,
                1,
                List.of(nodes),
                1,
                seed,
                Map.of("upgrade_name", "sample-seed", "release_id", "4", "live_migration", "true"));
    }
}
