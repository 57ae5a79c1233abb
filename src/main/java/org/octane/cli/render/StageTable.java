package org.octane.cli.render;

import org.octane.cli.client.Upgrade;

/** The stages of an upgrade with their durations. */
public final class StageTable {

    private StageTable() {}

    public static Table of(Upgrade upgrade) {
        Table table = new Table("STAGE", "STATUS", "STEPS", "TIME", "TITLE");
        upgrade.stages()
                .forEach(stage -> table.row(
                        stage.name(),
                        stage.status(),
                        stage.done() + "/" + stage.steps(),
                        TimeText.elapsed(stage),
                        stage.title()));
        return table;
    }
}
