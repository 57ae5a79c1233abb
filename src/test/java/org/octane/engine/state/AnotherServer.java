package org.octane.engine.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.octane.sql.Database;
import org.postgresql.ds.PGSimpleDataSource;

/** Of another server no more than that it commits an event: as a process of its own, or in this one. */
public final class AnotherServer {

    private AnotherServer() {}

    /** Arguments: the database's address, an upgrade and a sentence. */
    public static void main(String[] arguments) throws IOException {
        var source = new PGSimpleDataSource();
        source.setURL(arguments[0]);
        source.setUser("postgres");
        source.setCurrentSchema("octane,public");
        commits(source, Long.parseLong(arguments[1]), arguments[2]);
        // A server lives on; that this one ends is up to whoever has begun it.
        System.in.read();
    }

    public static Process begin(String url, long upgrade, String sentence) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherServer.class.getName(),
                        url,
                        Long.toString(upgrade),
                        sentence)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What is told of it is told by the one who asked for it. */
    public static EventSignal commits(DataSource source, long upgrade, String sentence) {
        var octane = Database.of(source);
        var signal = new EventSignal(octane.sql(), octane.transaction());
        var events = eventsOf(octane, signal);
        octane.transaction().executeWithoutResult(status -> events.ofUpgrade(upgrade, "alice", "running", sentence));
        return signal;
    }

    public static Events eventsOf(Database octane, EventSignal signal) {
        return new Events(octane.sql(), Clock.systemUTC(), signal);
    }
}
