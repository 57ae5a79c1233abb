package org.octane;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps one of several test JVMs, and all the programs that it starts, on one core. Most of the time goes into starting programs,
 * and on a virtual machine that is two to three times as dear where the kernel moves each to another core.
 */
public final class OneCore implements BeforeAllCallback {

    private static boolean asked;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        var fork = Integer.getInteger("tests.fork", 0);
        if (fork > 0 && !asked) {
            asked = true;
            keep(fork % Runtime.getRuntime().availableProcessors());
        }
    }

    /** Without taskset, or without that core, it stays as it is. */
    private static void keep(int core) throws InterruptedException {
        try {
            new ProcessBuilder(
                            "taskset",
                            "-a",
                            "-c",
                            "-p",
                            "" + core,
                            "" + ProcessHandle.current().pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException notInstalled) {
            // Slower, that is all.
        }
    }
}
