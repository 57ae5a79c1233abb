package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.plan.Refusal;
import org.octane.sql.Database;

/** A cluster that is upgraded in place is upgraded by no other strategy meanwhile. */
class OtherStrategiesTest {

    @Test
    void neitherASeedNorAnUpdateBeginsWhileAClusterIsInUpgrade() {
        var database = TestPostgres.nailgun();
        NailgunSchema.migrate(database);
        var nailgun = new Nailgun(Database.of(database), Database.of(TestPostgres.octane()));
        var clouds = new NailgunClouds(nailgun);
        nailgun.versions().prepare(1, 4, List.of());
        assertThat(clouds.of(1, null, null).target().id()).isEqualTo(4);

        nailgun.versions().begin(1);
        assertThatThrownBy(() -> clouds.of(1, null, null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT))
                .hasMessageStartingWith("Cluster 1 is being upgraded in place; ");
        assertThatThrownBy(() -> clouds.ofUpdate(1, 5)).hasMessage("Cluster 1 is being upgraded; it can't be updated.");
        assertThat(clouds.ofInPlace(1, null).target().id()).isEqualTo(4);

        nailgun.versions().cancel(1);
        assertThat(clouds.of(1, null, null).target().id()).isEqualTo(4);
    }
}
