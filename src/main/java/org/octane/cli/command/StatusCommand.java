package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.Api;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.NodeNames;
import org.octane.cli.client.Outages;
import org.octane.cli.client.Upgrade;
import org.octane.cli.option.Connection;
import org.octane.cli.progress.Situation;
import org.octane.cli.progress.SituationText;
import org.octane.cli.progress.StepList;
import org.octane.cli.progress.UpgradeWatch;
import org.octane.cli.render.OutageText;
import org.octane.cli.render.StageTable;
import org.octane.cli.render.StateText;
import org.octane.cli.render.Table;
import org.octane.cli.render.TimeText;
import org.octane.cli.render.Wrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Show all upgrades, or one with its stages.")
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(arity = "0..1", paramLabel = "UPGRADE", description = "An upgrade's id; default: a line for each.")
    private Long id;

    @Override
    public Integer call() {
        JsonNode answer = connection.api().get(id == null ? "/upgrades" : "/upgrades/" + id);
        connection.print(answer, () -> {
            if (id == null) {
                all(answer, connection.out());
            } else {
                one(Upgrade.of(answer));
            }
        });
        return ExitCode.OK;
    }

    private static void all(JsonNode upgrades, PrintWriter out) {
        if (upgrades.isEmpty()) {
            out.println("No upgrade yet. Show what one would do with: octane plan --env ID");
            return;
        }
        Table table = new Table("ID", "NAME", "STATUS", "CLUSTER", "SEED", "RELEASE", "STEPS", "TIME", "LEFT");
        upgrades.forEach(node -> {
            Upgrade upgrade = Upgrade.of(node);
            table.row(
                    upgrade.id(),
                    upgrade.name(),
                    StateText.brief(upgrade),
                    upgrade.original(),
                    upgrade.seed(),
                    upgrade.release(),
                    upgrade.done() + "/" + upgrade.steps(),
                    TimeText.elapsed(upgrade),
                    TimeText.left(upgrade));
        });
        table.print(out);
    }

    private void one(Upgrade upgrade) {
        Api api = connection.api();
        PrintWriter out = connection.out();
        List<ActiveStep> busy = upgrade.over() ? List.of() : UpgradeWatch.busy(api, upgrade.id());
        Situation now = new Situation(
                upgrade, busy, Outages.of(api, upgrade.id()), busy.isEmpty() ? NodeNames.NONE : NodeNames.of(api));
        out.println("Upgrade " + upgrade.id() + " " + upgrade.name() + " of cluster " + upgrade.original() + ": "
                + StateText.of(upgrade) + (TimeText.left(upgrade).isEmpty() ? "" : ", " + TimeText.left(upgrade)));
        int width = Wrap.terminal();
        SituationText.lines(now, Instant.now())
                .forEach(line -> Wrap.lines(line, width, 2).forEach(out::println));
        StageTable.of(upgrade).print(out);
        StepList.lines(now, width).forEach(out::println);
        if (upgrade.over()) {
            OutageText.lines(now.outages())
                    .forEach(line -> Wrap.lines(line, width, 2).forEach(out::println));
        }
        upgrade.proof()
                .forEach(sentence -> Wrap.lines("proved: " + sentence, width, 2).forEach(out::println));
        if (upgrade.status().equals("paused")) {
            out.println("Resume it with: octane resume " + upgrade.id());
        }
        if (upgrade.status().equals("failed")) {
            out.println("What failed: octane dead-letters --upgrade " + upgrade.id());
        }
    }
}
