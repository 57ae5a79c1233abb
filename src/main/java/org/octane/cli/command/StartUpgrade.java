package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Upgrade;
import org.octane.cli.option.Connection;
import org.octane.cli.option.IgnoreOption;
import org.octane.cli.option.PersonOption;
import org.octane.cli.render.CountText;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates an upgrade, and with --wait follows it to its end; shared by 'upgrade' and the commands of single stages. */
final class StartUpgrade {

    @Mixin
    private Connection connection;

    @Mixin
    private PersonOption person;

    @Mixin
    private IgnoreOption ignored;

    @Option(names = "--wait", description = "Show progress until the upgrade ends; exit status 1 if it fails.")
    private boolean wait;

    Connection connection() {
        return connection;
    }

    int run(ObjectNode body) throws InterruptedException {
        Api api = connection.api();
        JsonNode answer = api.post("/upgrades", person.addTo(ignored.addTo(body)));
        if (!wait) {
            connection.print(answer, () -> started(answer));
            return ExitCode.OK;
        }
        return FollowUpgrade.toTheEnd(connection, api, answer.path("id").asLong());
    }

    private void started(JsonNode answer) {
        Upgrade upgrade = Upgrade.of(answer);
        PrintWriter out = connection.out();
        out.println("Upgrade " + upgrade.id() + " of cluster " + upgrade.original() + " to release " + upgrade.release()
                + " has started: " + CountText.of(upgrade.stages().size(), "stage") + ", "
                + CountText.of(upgrade.steps(), "step") + ".");
        out.println("Follow it with: octane watch " + upgrade.id());
    }
}
