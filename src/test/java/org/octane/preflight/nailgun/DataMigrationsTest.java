package org.octane.preflight.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.plan.Cloud;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.preflight.PlannedUpgrade;

/** Which data has to be migrated goes by Fuel's number in the versions of the releases. */
class DataMigrationsTest {

    @ParameterizedTest
    @ValueSource(strings = {"liberty", "", "2015.1.0-", "2015.1.0-x.1"})
    void aVersionWithoutANumberIsNamedWithWhatToDo(String version) {
        var verdict = new DataMigrations(null).look(upgrade("2015.1.0-7.0", version), null);

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.found())
                .isEqualTo(
                        "Release 2 has the version '" + version + "', which has no number of Fuel's in it, such as 8.0"
                                + " in liberty-8.0: nobody knows which data has to be migrated.");
        assertThat(verdict.remedy()).isEqualTo("Correct the version with PUT /api/v1/releases/2.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2015.1.0-7.0", "7.0", "liberty-8.0", "newton-10.0.1"})
    void oneWithANumberIsRead(String version) {
        assertThat(new DataMigrations(null)
                        .look(upgrade("2014.2.2-6.1", version), null)
                        .passed())
                .isTrue();
    }

    private static PlannedUpgrade upgrade(String from, String to) {
        return new PlannedUpgrade(
                new Cloud(
                        1,
                        "sample",
                        new Cloud.Release(1, "Juno", from, "Ubuntu"),
                        new Cloud.Release(2, "odd", to, "Ubuntu"),
                        null,
                        List.of(),
                        List.of()),
                new Plan("side-by-side", List.of()),
                new PlanOptions("side-by-side", List.of(), List.of(), List.of(), null, true, false));
    }
}
