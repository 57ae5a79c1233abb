package org.octane.server;

import java.util.concurrent.CountDownLatch;

/** Makes a process that is told to end (SIGTERM, Ctrl-C) wait until everything it opened is closed. */
final class ShutdownHook implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    ShutdownHook() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    }

    /** Returns when the process is told to end. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Everything is closed: the process may go. */
    @Override
    public void close() {
        done.countDown();
    }

    private void end() {
        asked.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
