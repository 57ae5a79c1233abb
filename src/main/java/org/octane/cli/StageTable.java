package org.octane.cli;

/** The stages of an upgrade with their durations. */
final class StageTable {

    private StageTable() {}

    static Table of(Upgrade upgrade) {
        Table table = new Table("STAGE", "STATUS", "STEPS", "TIME", "TITLE");
        upgrade.stages()
                .forEach(stage -> table.row(
                        stage.name(), stage.status(), stage.done() + "/" + stage.steps(), stage.took(), stage.title()));
        return table;
    }
}
