package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.octane.nailgun.model.Vip;
import org.springframework.jdbc.core.JdbcTemplate;

/** Databases of later Nailguns have other columns; the same code works on them. */
class LaterNailgunsTest {

    @ParameterizedTest
    @CsvSource({
        "nailgun-8.0-from-6.1-sample.sql.gz, 3",
        "nailgun-9.2-from-6.1-sample.sql.gz, 3",
        "nailgun-8.0-sample.sql.gz, 3",
        "nailgun-9.2-sample.sql.gz, 3"
    })
    void aClusterIsClonedItsNodesMoveAndEverythingGoesBack(String dump, int spares) {
        assumeThat(NailgunDatabase.hasShared(dump)).isTrue();
        var database = NailgunDatabase.dump(NailgunDatabase.shared(dump));
        var jdbc = new JdbcTemplate(database);
        jdbc.update("update releases set state = 'available' "
                + "where id = (select max(id) from releases where operating_system = 'Ubuntu')");
        var nailgun = NailgunDatabase.nailgun(database);
        var target = nailgun.clouds().cloud(1, null).target();
        nailgun.seeds().cloneRelease(1, target.id());
        var before = NailgunDatabase.contents(database);

        // Between 7.0 and 9 traffic changed its networks: a release is made that keeps them.
        var seed = nailgun.seeds()
                .clone(1, "seed", nailgun.seeds().cloneRelease(1, target.id()))
                .id();

        assertThat(nailgun.seeds().compareSettings(1, seed)).isEmpty();
        assertThat(nailgun.seeds().vips(seed))
                .extracting(Vip::name)
                .containsExactlyInAnyOrder("public", "vrouter_pub", "management", "vrouter");
        var free = nailgun.clouds().cloud(1, null).spares().stream()
                .map(node -> node.id())
                .toList();
        assertThat(free).hasSize(spares);
        nailgun.moves().assignControllers(seed, free);
        nailgun.moves().assign(seed, List.of(4), true, List.of());
        nailgun.moves().giveBack(seed, List.of(4));
        nailgun.moves().keepPartition(4, "vm", true);
        nailgun.seeds().removeSeed(seed);
        var after = NailgunDatabase.contents(database);
        after.removeAll(before);
        assertThat(after)
                .allMatch(row ->
                        row.startsWith("nodes (4,") || row.startsWith("cluster_changes") || row.contains("keep_data"));
    }

    @ParameterizedTest
    @CsvSource({"nailgun-8.0-sample.sql.gz, true", "nailgun-9.2-sample.sql.gz, false"})
    void whatDeploysNodesIsReadBeforeFuel9Only(String dump, boolean readable) {
        assumeThat(NailgunDatabase.hasShared(dump)).isTrue();
        var nailgun = NailgunDatabase.nailgun(NailgunDatabase.dump(NailgunDatabase.shared(dump)));
        assertThat(nailgun.checks()
                        .hasDeploymentTasks(
                                nailgun.clouds().cloud(1, null).target().id(), null))
                .isEqualTo(readable);
    }
}
