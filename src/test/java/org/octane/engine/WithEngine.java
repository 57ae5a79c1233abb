package org.octane.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** An engine for all tests of a class; classes follow one another. */
abstract class WithEngine {

    @TempDir
    private static Path folder;

    static EngineFixture engine;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = new EngineFixture(folder);
    }

    @AfterAll
    static void endEngine() {
        engine.close();
    }
}
