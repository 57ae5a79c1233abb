package org.octane.conformance;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.octane.TestPostgres;
import org.octane.nailgun.NailgunDatabase;

/** The start states of the oracle, each loaded once; a copy of one takes a moment. */
final class OracleStates {

    private static final Map<String, DataSource> LOADED = new ConcurrentHashMap<>();

    private OracleStates() {}

    /** @param name such as {@code ready_7_0} */
    static DataSource copyOf(String name) {
        var file = OracleLine.folder().resolve("states").resolve(name + ".sql.gz");
        // In a thread of its own: within a transaction of another database Spring would keep the connection until that
        // ends, and
        // of a database that somebody is connected to there can be no copy.
        return CompletableFuture.supplyAsync(
                        () -> TestPostgres.copy(LOADED.computeIfAbsent(name, state -> NailgunDatabase.dump(file))))
                .join();
    }

    /** Nobody needs this copy any more. */
    static void drop(DataSource copy) {
        TestPostgres.drop(copy);
    }
}
