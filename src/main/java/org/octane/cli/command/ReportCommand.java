package org.octane.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;
import org.octane.cli.option.Connection;
import org.octane.cli.report.NewFile;
import org.octane.cli.report.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code octane report}: all that is known of an upgrade, as one file to hand on. */
@Command(
        name = "report",
        description = {
            "Write all that is known of an upgrade into one HTML file: plan, who did what, outages, proofs, dead letters,"
                    + " digests of the scripts that ran.",
            "With -f json it is the server's answer, on standard output or in the file."
        })
public final class ReportCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "UPGRADE", description = "An upgrade's id.")
    private long upgrade;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where it is written, for its owner alone; default: upgrade-ID.html here.")
    private Path file;

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Override
    public Integer call() {
        Path target = file == null ? Path.of("upgrade-" + upgrade + ".html") : file;
        if (!(connection.machine() && file == null)) {
            refuseToReplace(target);
        }
        JsonNode report = connection.api().get("/upgrades/" + upgrade + "/report");
        if (connection.machine() && file == null) {
            connection.print(report, () -> {});
            return ExitCode.OK;
        }
        try {
            NewFile.write(target, connection.machine() ? Json.pretty(report) + "\n" : ReportPage.html(report), force);
        } catch (FileAlreadyExistsException e) {
            throw there(target);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE, target + " can't be written: " + e + ".", "Name another file with -o FILE.");
        }
        connection.out().println("The report of upgrade " + upgrade + " is in " + target + ".");
        connection.out().flush();
        return ExitCode.OK;
    }

    private void refuseToReplace(Path target) {
        if (!force && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw there(target);
        }
    }

    private static Failure there(Path target) {
        return new Failure(
                ExitCode.USAGE,
                "There is a " + target + " already.",
                "Name another file with -o FILE, or replace it with --force.");
    }
}
