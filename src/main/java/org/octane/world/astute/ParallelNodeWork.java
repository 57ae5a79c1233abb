package org.octane.world.astute;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on several nodes at once, on as many as Astute's {@code max_nodes_per_call} allows. */
final class ParallelNodeWork implements AutoCloseable {

    private static final int NODES_AT_ONCE = 50;

    private final ExecutorService threads = Executors.newFixedThreadPool(NODES_AT_ONCE, task -> {
        var thread = new Thread(task, "astute-node");
        thread.setDaemon(true);
        return thread;
    });

    /** Work on one node. */
    @FunctionalInterface
    interface Work {

        /** @return why it failed, null if it did not */
        String on(String uid) throws InterruptedException;
    }

    /**
     * Waits for all.
     *
     * @return the nodes that failed, each with the reason
     * @throws InterruptedException all work that was left is cancelled
     */
    Map<String, String> run(Collection<String> uids, Work work) throws InterruptedException {
        var running = new LinkedHashMap<String, Future<String>>();
        uids.forEach(uid -> running.put(uid, threads.submit(() -> work.on(uid))));
        var failures = new LinkedHashMap<String, String>();
        try {
            for (var entry : running.entrySet()) {
                var failure = entry.getValue().get();
                if (failure != null) {
                    failures.put(entry.getKey(), failure);
                }
            }
            return failures;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Work on a node broke off", e.getCause());
        } finally {
            running.values().forEach(future -> future.cancel(true));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
