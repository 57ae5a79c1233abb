package org.octane.world.astute;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the calls of one message, one after the other, in a thread of its own; can be stopped. */
final class JobWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int pid;
    private final AstuteProgram program;
    private final ReplySender link;
    private Thread thread;
    private Job current;
    private Report report;

    /** @param pid of the process that this is the work of */
    JobWorker(int pid, AstuteProgram program, ReplySender link) {
        this.pid = pid;
        this.program = program;
        this.link = link;
    }

    synchronized boolean busy() {
        return thread != null;
    }

    synchronized boolean has(String task) {
        return current != null && current.taskUuid().equals(task);
    }

    /** Begins on them in a thread of its own; only when not busy. */
    synchronized void begin(List<Job> jobs) {
        thread = new Thread(() -> work(jobs), "astute-job-" + pid);
        thread.setDaemon(true);
        thread.start();
    }

    /** @return whether that task was in hand and can be stopped; nothing more is said of it */
    synchronized boolean stop(String task) {
        if (!has(task) || !AstuteMethod.STOPPABLE.contains(current.method())) {
            return false;
        }
        report.silence();
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
        } finally {
            synchronized (this) {
                thread = null;
                current = null;
                report = null;
            }
        }
    }

    private void work(Job job) throws InterruptedException {
        var replies = new LoggedReplies(pid, program, new DisturbedReplies(link, job, program.disturbance()));
        var reporting = new Report(replies, job);
        synchronized (this) {
            current = job;
            report = reporting;
        }
        taken(job, replies, reporting);
        var method = program.methods().get(job.method());
        if (method == null) {
            program.log().error(pid, "Unsupported RPC call '" + job.method() + "'");
            reporting.error("Unsupported method '" + job.method() + "' called.", List.of());
            return;
        }
        program.log().debug(pid, "Main worker task id is " + job.taskUuid());
        program.log().info(pid, "Processing RPC call '" + job.method() + "'");
        if (AstuteMethod.STOPPABLE.contains(job.method())) {
            var sentence = "'" + job.method().replace("image_", "") + "' method called with data:";
            program.log().info(pid, program.log().with(sentence, JSON.valueToTree(Map.of("args", job.args()))));
        }
        program.journal().write("begins", job);
        try {
            method.run(job, reporting);
        } catch (RuntimeException e) {
            program.log().error(pid, "Error running RPC method " + job.method() + ": " + e.getMessage() + ", trace:");
            reporting.error(
                    "Method " + job.method() + ". " + e.getMessage() + ".\nInspect Astute logs for the details",
                    List.of());
        }
        program.journal().write(reporting.failed() ? "fails" : "ends", job);
    }

    /** What this release says of a call before it looks at it. */
    private void taken(Job job, ReplySender replies, Report reporting) {
        if (program.version().saysTaskInOrchestrator()) {
            program.log().debug(pid, "Sending message: task " + job.taskUuid() + " in orchestrator");
            replies.send("task_in_orchestrator", Map.of("task_uuid", job.taskUuid()));
        }
        if (program.version().saysRunning()) {
            reporting.running();
        }
    }
}
