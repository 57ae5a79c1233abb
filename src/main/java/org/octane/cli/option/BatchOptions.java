package org.octane.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** How many nodes go at once, what becomes of their VMs, and whether a person is asked in between. */
public final class BatchOptions {

    @Option(
            names = "--max-unavailable",
            paramLabel = "N|N%",
            description = "How many nodes of a role may be away at once.")
    private String maxUnavailable;

    @Option(
            names = "--live-migration",
            paramLabel = "true|false",
            arity = "1",
            description = "Whether VMs move before their compute is reinstalled; else they stop and start again.")
    private Boolean liveMigration;

    @Option(
            names = "--interactive",
            description = "Wait for 'octane approve ID' before the API closes, and wherever else a stage asks for it.")
    private boolean interactive;

    public ObjectNode addTo(ObjectNode body) {
        if (maxUnavailable != null && maxUnavailable.matches("\\d{1,9}")) {
            body.withObject("/options").put("max_unavailable", Integer.parseInt(maxUnavailable));
        } else if (maxUnavailable != null) {
            body.withObject("/options").put("max_unavailable", maxUnavailable);
        }
        if (liveMigration != null) {
            body.withObject("/options").put("live_migration", liveMigration);
        }
        if (interactive) {
            body.withObject("/options").put("interactive", true);
        }
        return body;
    }
}
