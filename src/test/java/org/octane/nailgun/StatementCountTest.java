package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How many statements calls send; each is a round trip. The real Nailgun 8.0 sends 149 for a clone. */
class StatementCountTest {

    @Test
    void callsSendFewStatements() {
        var database = new WatchedDataSource(NailgunDatabase.sample());
        var nailgun = NailgunDatabase.nailgun(database);
        nailgun.seeds().clone(1, "warm", 4);
        nailgun.seeds().removeSeed(2);
        database.sent();

        var seed = nailgun.seeds().clone(1, "seed", 4).id();
        assertThat(shown(database)).hasSizeLessThanOrEqualTo(40);
        nailgun.moves().assign(seed, List.of(4), false, List.of());
        assertThat(shown(database)).hasSizeLessThanOrEqualTo(40);
    }

    private static List<String> shown(WatchedDataSource database) {
        var sent = database.sent().stream()
                .map(sql ->
                        sql.replaceAll("(?m)^--.*$", "").replaceAll("\\s+", " ").strip())
                .map(sql -> sql.substring(0, Math.min(110, sql.length())))
                .toList();
        System.getLogger("statements")
                .log(
                        System.Logger.Level.DEBUG,
                        sent.size() + "\n" + sent.stream().collect(Collectors.joining("\n")));
        return sent;
    }
}
