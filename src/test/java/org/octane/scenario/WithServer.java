package org.octane.scenario;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A server and its cloud for all tests of a class, which find what those before them have left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithServer {

    RunningServer server;

    @BeforeAll
    void startServer(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        server = RunningServer.start(folder, "--speed", "40");
    }

    @AfterAll
    void endServer() {
        if (server != null) {
            server.close();
        }
    }
}
