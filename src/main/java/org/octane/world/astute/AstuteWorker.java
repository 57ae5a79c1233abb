package org.octane.world.astute;

import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of Astute's worker processes, on a connection of its own. It takes a message when it is idle and acknowledges it before it
 * works; while it is busy it gives back what the broker hands it.
 */
final class AstuteWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AstuteWorker.class);
    /** The real one of 8.0 gives back without delay, thousands of times a second; its CPU would be ours. */
    private static final long GIVE_BACK_AFTER_MS = 100;

    private static final long LOOK_UP_EVERY_MS = 100;
    private static final String ACK_TYPE = "JMS_AMQP_ACK_TYPE";
    private static final int RELEASED = 3;

    private final int id;
    private final int pid;
    private final AstuteProgram program;
    private final AstuteConnection link;
    private final JobWorker worker;
    private final List<Thread> listeners;
    private volatile boolean closed;

    AstuteWorker(int id, AstuteProgram program) throws JMSException {
        this.id = id;
        this.program = program;
        link = new AstuteConnection(program.url(), program.bound(), program.replies());
        pid = program.processes().begin("astute worker[" + id + "]");
        program.log().info(pid, "=> Starting worker (PID: " + pid + ", ID: " + id + ")");
        program.log().info(pid, "Worker initialization");
        worker = new JobWorker(pid, program, link);
        listeners = List.of(
                listener("naily", () -> take(link.calls().receive(LOOK_UP_EVERY_MS))),
                listener("service", () -> stop(link.service().receive(LOOK_UP_EVERY_MS))));
        listeners.forEach(Thread::start);
    }

    int id() {
        return id;
    }

    int pid() {
        return pid;
    }

    boolean busy() {
        return worker.busy();
    }

    /** From now on it takes nothing any more. */
    void doom() {
        closed = true;
        worker.close();
    }

    /** It is killed: what it has in hand is lost without a word. */
    @Override
    public void close() throws JMSException {
        doom();
        program.processes().end(pid);
        try {
            for (var listener : listeners) {
                listener.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
    }

    @FunctionalInterface
    private interface Turn {
        void take() throws JMSException, InterruptedException;
    }

    private Thread listener(String name, Turn turn) {
        var thread = new Thread(() -> listen(turn), "astute-" + name + "-" + id);
        thread.setDaemon(true);
        return thread;
    }

    private void listen(Turn turn) {
        while (!closed) {
            try {
                program.standStill().pass();
                turn.take();
            } catch (JMSException e) {
                log.atWarn().setCause(e).log("Message lost on the way");
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void take(Message message) throws JMSException, InterruptedException {
        if (message == null) {
            return;
        }
        // It may have been handed over before everything stood still.
        program.standStill().pass();
        if (closed) {
            return;
        }
        var version = program.version();
        if (worker.busy()) {
            program.log()
                    .debug(
                            pid,
                            version.logsWhatItGivesBack()
                                    ? program.log().with("Requeue message because worker is busy:", payload(message))
                                    : "Requeue message because worker is busy");
            Thread.sleep(GIVE_BACK_AFTER_MS);
            message.setIntProperty(ACK_TYPE, RELEASED);
            message.acknowledge();
            return;
        }
        program.log().debug(pid, program.log().with("Process message from worker queue:", payload(message)));
        message.acknowledge();
        jobs(message, worker::begin);
    }

    private void stop(Message message) throws JMSException {
        if (message == null) {
            return;
        }
        program.log().debug(pid, program.log().with("Process message from service queue:", payload(message)));
        jobs(message, jobs -> {
            for (var job : jobs) {
                var task = job.args().path("stop_task_uuid").asText();
                if (job.method().equals("stop_deploy_task") && worker.stop(task)) {
                    program.log().info(pid, "Try to kill running task " + task);
                    new Report(link, job).ready(List.of());
                }
            }
        });
    }

    private static TextNode payload(Message message) throws JMSException {
        return TextNode.valueOf(
                message instanceof BytesMessage
                        ? new String(message.getBody(byte[].class), StandardCharsets.UTF_8)
                        : "\u0000Sw");
    }

    private void jobs(Message message, Consumer<List<Job>> use) throws JMSException {
        // A text section reaches the real one as rubbish, and bad JSON is lost as silently.
        if (!(message instanceof BytesMessage)) {
            program.log().error(pid, "Error deserializing payload: unexpected token");
            return;
        }
        try {
            use.accept(Job.parse(message.getBody(byte[].class)));
        } catch (IOException e) {
            program.log().error(pid, "Error deserializing payload: " + e.getMessage());
        }
    }
}
