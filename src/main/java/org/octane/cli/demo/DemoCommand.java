package org.octane.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;
import org.octane.cli.client.Login;
import org.octane.cli.client.Upgrade;
import org.octane.cli.client.UpgradeRequest;
import org.octane.cli.progress.Progress;
import org.octane.cli.progress.Terminal;
import org.octane.cli.progress.UpgradeWatch;
import org.octane.cli.render.CountText;
import org.octane.cli.render.VisibleOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Upgrades a simulated cloud as an operator would, over REST, and shows what its users would have noticed, as the server measures it.
 * With --keep server and simulated cloud keep running after it, whether or not the upgrade succeeded. Otherwise they are
 * always stopped; the data folder with the log is kept if something failed.
 */
@Command(name = "demo", description = "Upgrade a simulated cloud from beginning to end, and measure it.")
public final class DemoCommand implements Callable<Integer> {

    private static final int CLUSTER = 1;
    private static final int READY_SECONDS = 120;

    @Mixin
    private DemoOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Path data = null;
        boolean passed = false;
        boolean began = false;
        try {
            data = folder();
            DemoRequirements.pass(data, options.dump());
            began = true;
            passed = run(data);
            return passed ? ExitCode.OK : ExitCode.UPGRADE_FAILED;
        } catch (Failure e) {
            // Whatever the exit status of a single call, the demo as a whole did not succeed.
            throw new Failure(ExitCode.UPGRADE_FAILED, e.getMessage(), e.next());
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UPGRADE_FAILED,
                    "The data folder can't be used: " + e + ".",
                    "Name another one with --data DIR.");
        } finally {
            if (began && (options.keepFolder() || !passed)) {
                say("Everything is kept in " + data + "; the server's log is " + data.resolve("server.log") + ".");
            } else if (data != null && !options.keepFolder()) {
                FolderRemoval.remove(data);
            }
        }
    }

    private Path folder() throws IOException {
        return options.data() == null
                ? Files.createTempDirectory("octane-demo-")
                : Files.createDirectories(options.data().toAbsolutePath().normalize());
    }

    private boolean run(Path data) throws IOException, InterruptedException {
        say("Starting a server and a simulated cloud in " + data + " …");
        ServerProcess server = new ServerProcess(data, options.serverArguments(data));
        Thread stop = new Thread(server::close, "stop server");
        Runtime.getRuntime().addShutdownHook(stop);
        boolean left = false;
        try {
            Api api = new Api(server.awaitReady(READY_SECONDS), access(data));
            say("The server is ready at " + api.base() + ".");
            boolean passed = upgrade(api, data);
            left = options.keep();
            return passed;
        } finally {
            unhook(stop);
            if (left) {
                leave(server, data);
            } else {
                server.close();
            }
        }
    }

    private static Api.Access access(Path data) {
        return new Api.Access(() -> Login.in(data).orElse(Login.NONE), null);
    }

    private void leave(ServerProcess server, Path data) {
        say("Server and simulated cloud keep running. Show the upgrade with: octane status --data " + data);
        say("Stop both with: kill " + server.pid());
    }

    private boolean upgrade(Api api, Path data) throws IOException, InterruptedException {
        Upgrade upgrade =
                switch (options.strategy()) {
                    case PATCH -> new UpdateDemo(api, CLUSTER, out()).update();
                    case PATCH_ROLLBACK -> new UpdateDemo(api, CLUSTER, out()).updateAndBack(data);
                    case SIDE_BY_SIDE -> upgrade(api, UpgradeRequest.SIDE_BY_SIDE);
                    case IN_PLACE -> inPlace(api);
                };
        return DemoReport.print(out(), api, upgrade, MeasuredOutages.of(api, upgrade));
    }

    /** The settings for the new release are prepared first. */
    private Upgrade inPlace(Api api) throws InterruptedException {
        int release = api.post("/upgrades/plan", UpgradeRequest.of(CLUSTER, UpgradeRequest.SIDE_BY_SIDE))
                .path("release_id")
                .asInt();
        api.put("/clusters/" + CLUSTER, Json.object().put("pending_release_id", release));
        return upgrade(api, UpgradeRequest.IN_PLACE);
    }

    private Upgrade upgrade(Api api, String strategy) throws InterruptedException {
        Upgrade begun = Upgrade.of(api.post("/upgrades", UpgradeRequest.of(CLUSTER, strategy)));
        say("Upgrading cluster " + begun.original() + " to release " + begun.release() + ": "
                + CountText.of(begun.stages().size(), "stage") + ", " + CountText.of(begun.steps(), "step") + ".");
        Progress progress = Progress.on(Terminal.current(), out(), true);
        return new UpgradeWatch(api, progress).follow(begun.id());
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already: the hook runs, or has run.
        }
    }

    private PrintWriter out() {
        return VisibleOut.wrapped(spec.commandLine().getOut());
    }

    private void say(String sentence) {
        out().println(sentence);
        out().flush();
    }
}
