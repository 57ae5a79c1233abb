package org.octane.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.octane.cli.client.Api;
import org.octane.cli.client.DeadLetter;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;
import org.octane.cli.client.Upgrade;
import org.octane.cli.progress.Progress;
import org.octane.cli.progress.Terminal;
import org.octane.cli.progress.UpgradeWatch;
import org.octane.cli.render.CountText;
import org.octane.cli.render.DeadLetterText;

/** Gives the nodes of a simulated cloud another release of the same OpenStack, or fails at the fourth of them and brings all back. */
final class UpdateDemo {

    /** The packages of the fourth node can't be changed. */
    private static final String FAULT = "fail@node-4/apt-get:times=forever\n";

    private final Api api;
    private final int cluster;
    private final PrintWriter out;

    UpdateDemo(Api api, int cluster, PrintWriter out) {
        this.api = api;
        this.cluster = cluster;
        this.out = out;
    }

    Upgrade update() throws InterruptedException {
        return follow("Updating", target());
    }

    /** @param data the server's folder, where the simulated cloud reads what goes wrong */
    Upgrade updateAndBack(Path data) throws IOException, InterruptedException {
        Path chaos = data.resolve("world").resolve("chaos");
        int release = api.get("/clusters/" + cluster).path("release_id").asInt();
        Files.writeString(chaos, FAULT);
        Upgrade failed = follow("Updating", target());
        if (!failed.failed()) {
            return failed;
        }
        out.println();
        out.println("The update has failed, as it was to: " + failed.message());
        api.get("/dead-letters?upgrade=" + failed.id())
                .forEach(letter -> DeadLetterText.print(DeadLetter.of(letter), out));
        out.println();
        Files.writeString(chaos, "");
        return follow("Rolling back", release);
    }

    private Upgrade follow(String what, int release) throws InterruptedException {
        api.put("/clusters/" + cluster + "/update", Json.object().put("pending_release_id", release));
        Upgrade begun = newest();
        out.println(what + " cluster " + cluster + " to release " + release + ": "
                + CountText.of(begun.stages().size(), "stage") + ", " + CountText.of(begun.steps(), "step") + ".");
        out.flush();
        return new UpgradeWatch(api, Progress.on(Terminal.current(), out, true)).follow(begun.id());
    }

    private Upgrade newest() {
        return Upgrade.of(api.get("/upgrades").path(0));
    }

    /** The first release that names the cluster's. */
    private int target() {
        JsonNode current = api.get("/releases/"
                + api.get("/clusters/" + cluster).path("release_id").asInt());
        for (JsonNode release : api.get("/releases")) {
            if (Json.texts(release.path("can_update_from_versions")).contains(Json.text(current, "version"))
                    && Json.text(release, "operating_system").equals(Json.text(current, "operating_system"))) {
                return release.path("id").asInt();
            }
        }
        throw new Failure(
                ExitCode.REFUSED,
                "No release can be reached from " + Json.text(current, "version") + " by an update.",
                "Add one that names it: POST /releases with can_update_from_versions");
    }
}
