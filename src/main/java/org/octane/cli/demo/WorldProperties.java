package org.octane.cli.demo;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;

/** The process id of the simulated cloud, from the file that it writes. */
record WorldProperties(Optional<Long> pid) {

    /** @param data the server's data folder */
    static WorldProperties of(Path data) {
        Properties properties = new Properties();
        Path file = data.resolve("world").resolve("world.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UPGRADE_FAILED,
                    "The simulated cloud has not written " + file + ".",
                    "The server's log says more: " + data.resolve("server.log"));
        }
        return new WorldProperties(
                Optional.ofNullable(properties.getProperty("pid")).map(Long::valueOf));
    }
}
