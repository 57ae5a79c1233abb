package org.octane.world.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.octane.world.chaos.Chaos;

/**
 * A command on a node, as sshd runs it without a terminal: it ends for the client when the process has ended and nobody
 * holds its output any more. When the client goes away the process is not killed; it goes on until it writes.
 */
final class NodeCommand implements Command {

    private static final int CHUNK = 32 * 1024;
    private static final int NOT_STARTED = 255;

    private final Node node;
    private final List<String> words;
    private final OutputPipes pipes;
    private final Executor threads;
    private final Chaos chaos;

    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;
    private OutputPump outPump;
    private OutputPump errPump;
    private SessionTraffic traffic;

    NodeCommand(Node node, List<String> words, OutputPipes pipes, Executor threads, Chaos chaos) {
        this.node = node;
        this.words = words;
        this.pipes = pipes;
        this.threads = threads;
        this.chaos = chaos;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        var pair = pipes.take();
        traffic = new SessionTraffic(chaos.session(node.id(), String.join(" ", words)), channel.getSession());
        outPump = new OutputPump(pair.out(), traffic.through(out));
        errPump = new OutputPump(pair.err(), err);
        var outEnd = CompletableFuture.supplyAsync(outPump::run, threads);
        var errEnd = CompletableFuture.supplyAsync(errPump::run, threads);
        threads.execute(() -> run(pair, outEnd, errEnd));
    }

    private void run(OutputPipes.Pair pair, CompletableFuture<Boolean> outEnd, CompletableFuture<Boolean> errEnd) {
        var code = NOT_STARTED;
        var reason = "";
        try {
            var process = launch(pair);
            threads.execute(() -> feed(process));
            code = process.waitFor();
        } catch (IOException e) {
            reason = "can't be run: " + e.getMessage();
        } catch (InterruptedException e) {
            // The world ends; nobody waits for an answer.
            Thread.currentThread().interrupt();
            return;
        }
        var ended = outEnd.join() & errEnd.join();
        pipes.giveBack(pair, ended);
        exit.onExit(code, reason);
    }

    private Process launch(OutputPipes.Pair pair) throws IOException {
        var builder = new ProcessBuilder(words)
                .redirectOutput(pair.out().toFile())
                .redirectError(pair.err().toFile());
        builder.environment().clear();
        builder.environment().putAll(node.environment());
        builder.directory((Files.isDirectory(node.home()) ? node.home() : node.world()).toFile());
        try {
            return builder.start();
        } finally {
            outPump.started();
            errPump.started();
        }
    }

    private void feed(Process process) {
        var chunk = new byte[CHUNK];
        var open = true;
        try (var stdin = process.getOutputStream()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                open = open && passed(stdin, chunk, traffic.carry(n));
            }
        } catch (IOException clientOrProcessIsGone) {
            // Both are told by other ways: the channel's end, the process's exit.
        }
    }

    /** What a process does not read any more is dropped, so that its client is not stuck. */
    private static boolean passed(OutputStream stdin, byte[] chunk, int length) {
        try {
            stdin.write(chunk, 0, length);
            stdin.flush();
            return true;
        } catch (IOException closedItsInput) {
            return false;
        }
    }

    @Override
    public void destroy(ChannelSession channel) throws IOException {
        if (outPump != null) {
            outPump.close();
            errPump.close();
        }
    }
}
