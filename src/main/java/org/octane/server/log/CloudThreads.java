package org.octane.server.log;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The threads that work for one of several clouds in a process: what a thread of them starts is one of them. So each line of the log
 * can say of which cloud it is, since upgrades and nodes of several have the same numbers.
 */
public final class CloudThreads extends ThreadGroup {

    public CloudThreads(String cloud) {
        super(cloud);
    }

    /** The cloud that the current thread works for; empty if there is only one. */
    static Optional<String> cloud() {
        var group = Thread.currentThread().getThreadGroup();
        while (group != null && !(group instanceof CloudThreads)) {
            group = group.getParent();
        }
        return Optional.ofNullable(group).map(ThreadGroup::getName);
    }

    /** Calls in a thread of this cloud, and waits for it. */
    public <T> T call(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        new Thread(this, task, "start " + getName()).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
