package org.octane.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Option;

/** In which batches nodes go, what becomes of their VMs, and whether a person is asked in between. */
public final class BatchOptions {

    @Option(
            names = "--max-unavailable",
            split = ",",
            paramLabel = "[ROLE=]N|N%|serial|parallel",
            description =
                    "How many nodes of a role may be away at once: for all roles, or such as compute=2,cinder=50%%.")
    private List<String> maxUnavailable;

    @Option(
            names = "--canary",
            split = ",",
            paramLabel = "[ROLE=]N",
            description = "How many nodes go first, alone, before all others of their role.")
    private List<String> canary;

    @Option(
            names = "--failures",
            split = ",",
            paramLabel = "[ROLE=]N|N%",
            description =
                    "How many nodes of a role may fail for good and hold only themselves: for all roles, or such as compute=2,cinder=10%%; a percentage of its nodes is rounded down."
                            + " They are away besides those of --max-unavailable, until each is retried or skipped. By default none.")
    private List<String> failures;

    @Option(
            names = "--growing",
            description = "Let batches double after the first one, up to as many nodes as may be away at once.")
    private boolean growing;

    @Option(
            names = "--approve-before",
            split = ",",
            paramLabel = "STAGE",
            description = "Wait for 'octane approve ID' before these stages.")
    private List<String> approveBefore;

    @Option(
            names = "--approve-batches",
            description = "Wait for 'octane approve ID' before each batch after the first one of its role.")
    private boolean approveBatches;

    @Option(
            names = "--window",
            paramLabel = "[DAYS ]HH:MM-HH:MM[ ZONE]",
            description =
                    "Let batches, and what closes the API, begin only in this window, if they fit before its end; can be"
                            + " repeated. Such as '22:00-06:00' or 'Sat,Sun 08:00-20:00 Europe/Berlin'; else by the server's"
                            + " clock.")
    private List<String> windows;

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
        if (maxUnavailable != null) {
            body.withObject("/options").set("max_unavailable", RoleWords.MAX_UNAVAILABLE.json(maxUnavailable));
        }
        if (canary != null) {
            body.withObject("/options").set("canary", RoleWords.CANARY.json(canary));
        }
        if (failures != null) {
            body.withObject("/options").set("failures", RoleWords.FAILURES.json(failures));
        }
        if (approveBefore != null) {
            approveBefore.forEach(body.withObject("/options").withArray("approve_before")::add);
        }
        if (approveBatches) {
            body.withObject("/options").put("approve_batches", true);
        }
        if (windows != null) {
            windows.forEach(body.withObject("/options").withArray("windows")::add);
        }
        if (growing) {
            body.withObject("/options").put("growing", true);
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
