package org.octane.world.astute;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the calls of one message, one after the other, in a thread of its own; can be stopped. */
final class JobWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

    private final Map<String, AstuteMethod> methods;
    private final ReplySender replies;
    private final Disturbance disturbance;
    private final Journal journal;
    private Thread thread;
    private Job current;
    private Report report;
    private boolean stopping;

    JobWorker(Map<String, AstuteMethod> methods, ReplySender replies, Disturbance disturbance, Journal journal) {
        this.methods = methods;
        this.journal = journal;
        this.disturbance = disturbance;
        this.replies = replies;
    }

    synchronized boolean busy() {
        return thread != null;
    }

    /** Begins on them in a thread of its own; only when not busy. */
    synchronized void begin(List<Job> jobs) {
        thread = new Thread(() -> work(jobs), "astute-worker");
        thread.setDaemon(true);
        thread.start();
    }

    /** @return whether that task was in hand and can be stopped; its end is reported by itself */
    synchronized boolean stop(String taskUuid) {
        if (current == null
                || !current.taskUuid().equals(taskUuid)
                || !AstuteMethod.STOPPABLE.contains(current.method())) {
            return false;
        }
        stopping = true;
        thread.interrupt();
        return true;
    }

    @Override
    public synchronized void close() {
        if (report != null) {
            report.silence();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void work(List<Job> jobs) {
        try {
            for (var job : jobs) {
                work(job);
            }
        } catch (InterruptedException e) {
            log.atInfo().addKeyValue("task", current.taskUuid()).log("Job broken off");
            reportStopped();
        } finally {
            synchronized (this) {
                thread = null;
                current = null;
                report = null;
                stopping = false;
                notifyAll();
            }
        }
    }

    private void work(Job job) throws InterruptedException {
        var method = methods.get(job.method());
        if (method == null) {
            log.atError().addKeyValue("method", job.method()).log("Unsupported RPC call, ignored");
            return;
        }
        var reporting = new Report(new DisturbedReplies(replies, job, disturbance), job);
        synchronized (this) {
            current = job;
            report = reporting;
        }
        log.atInfo()
                .addKeyValue("task", job.taskUuid())
                .addKeyValue("method", job.method())
                .log("Job begins");
        journal.write("begins", job);
        reporting.running();
        try {
            method.run(job, reporting);
        } catch (RuntimeException e) {
            log.atError().addKeyValue("task", job.taskUuid()).setCause(e).log("Job failed");
            reporting.error("Error occurred while running method '" + job.method() + "'", List.of());
        }
        journal.write(reporting.failed() ? "fails" : "ends", job);
    }

    private synchronized void reportStopped() {
        if (stopping) {
            report.ready(Report.all(current.uids(), "stopped", 0));
        }
    }
}
