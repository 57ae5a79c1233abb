package org.octane.cli.env;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.InPlacePlan;
import org.octane.cli.client.Json;
import org.octane.cli.client.UpgradeRequest;
import org.octane.cli.option.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = {
            "Bring an environment to a release of a new OpenStack in place: its controllers first, one of them alone until the"
                    + " control plane has switched to it.",
            "The other nodes follow with 'octane node upgrade NODE…', role by role; the last of them closes the upgrade. With --all"
                    + " they follow by themselves. An upgrade of the controllers that has failed goes on where it failed."
        })
final class EnvUpgrade implements Callable<Integer> {

    @Mixin
    private InPlaceRequest request;

    @Mixin
    private Environment environment;

    private int cluster;

    @Option(
            names = "--release",
            paramLabel = "ID",
            description =
                    "The release to reach, which becomes the pending one with its settings; default: the pending one.")
    private Integer release;

    @Option(
            names = "--without-plugins",
            split = ",",
            paramLabel = "NAME",
            description = "Plugins that the release does without; with --release.")
    private List<String> withoutPlugins = List.of();

    @Option(
            names = "--prepare",
            description = "Only make --release the pending one, so that --plan shows what comes of it.")
    private boolean prepare;

    @Option(names = "--all", description = "All nodes, not the controllers alone.")
    private boolean all;

    @Override
    public Integer call() throws InterruptedException {
        cluster = environment.id();
        JsonNode now = request.api().get("/clusters/" + cluster);
        if (release != null && now.path("pending_release_id").asInt() != release) {
            pending(now);
        }
        if (prepare) {
            return prepared();
        }
        if (request.plans()) {
            return request.plan(planned());
        }
        return all
                ? request.startAll(cluster)
                : request.start(
                        "the controllers",
                        cluster,
                        "/clusters/" + cluster + "/upgrade",
                        "Then upgrade the other nodes with: octane node upgrade NODE…");
    }

    private void pending(JsonNode now) {
        if (request.plans()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Release " + release + " is not pending for cluster " + cluster
                            + ", so there are no settings to plan with.",
                    "First run: octane env upgrade --env " + cluster + " --release " + release + " --prepare");
        }
        ObjectNode body = Json.object().put("pending_release_id", release);
        withoutPlugins.forEach(body.withArray("without_plugins")::add);
        request.api().put("/clusters/" + cluster, body);
    }

    private int prepared() {
        JsonNode now = request.api().get("/clusters/" + cluster);
        request.connection().print(now, () -> request.connection()
                .out()
                .println("Release " + Json.text(now, "pending_release_id") + " is pending for cluster " + cluster
                        + ". Show what its upgrade would do with: octane env upgrade --env " + cluster + " --plan"));
        return ExitCode.OK;
    }

    private ObjectNode planned() {
        ObjectNode body = UpgradeRequest.of(cluster, UpgradeRequest.IN_PLACE);
        if (!all) {
            InPlacePlan.ofControllers().forEach(body.withArray("stages")::add);
        }
        return body;
    }
}
