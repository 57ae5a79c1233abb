package org.octane.server;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.octane.nailgun.schema.Migration;
import org.octane.plan.Refusal;
import org.octane.server.settings.DatabaseSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code octane migrate}: adds to Nailgun's database what is missing for Octane, or takes it away again. */
@Command(
        name = "migrate",
        description = {
            "Add to Nailgun's database what is missing for Octane.",
            "The database is that of octane.nailgun.url, or without one that of octane.database.url; no server is"
                    + " needed."
        })
public final class MigrateCommand implements Callable<Integer> {

    private static final int UNREACHABLE = 3;
    private static final int REFUSED = 4;

    /** As HTTP has them, for the audit. */
    private static final int DONE = 200;

    private static final int CONFLICT = 409;
    private static final int FAILED = 500;

    @Option(names = "--plan", description = "Only show what would be done.")
    private boolean plan;

    @Option(names = "--undo", description = "Take away again what was added; refused while a row uses some of it.")
    private boolean undo;

    @Mixin
    private ConfigOptions configuration;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var connection = Databases.nailgun(DatabaseSettings.of(configuration.load(Optional.empty(), Map.of())))) {
            var migration = new Migration(connection);
            if (undo) {
                done(plan ? "Would take away" : "Took away", plan ? migration.added() : migration.undo());
            } else {
                Migration.check(connection);
                done(plan ? "Would add" : "Added", plan ? migration.missing() : migration.apply());
                if (!migration.isOneTransaction()) {
                    say("This PostgreSQL adds values of enums one by one, all the rest in one transaction.");
                }
            }
            return 0;
        } catch (SQLException e) {
            return failed(
                    UNREACHABLE,
                    "Nailgun's database can't be used: " + e.getMessage(),
                    "Correct octane.nailgun.* or octane.database.* in the configuration.");
        } catch (Refusal e) {
            return failed(REFUSED, e.getMessage(), "Change those rows first, then repeat the command.");
        } catch (IllegalStateException | IllegalArgumentException e) {
            return failed(1, e.getMessage(), "Name the right database in the configuration.");
        }
    }

    private void done(String did, List<String> what) {
        if (!plan && !what.isEmpty()) {
            note(DONE, String.join(", ", what));
        }
        say(did, what);
    }

    private void note(int status, String detail) {
        new CommandAudit(configuration, spec.commandLine().getErr())
                .note(undo ? "undoMigration" : "migrate", "Nailgun's database", status, detail);
    }

    private void say(String did, List<String> what) {
        if (what.isEmpty()) {
            say(undo ? "Nothing was added, nothing to take away." : "Nothing is missing.");
            return;
        }
        say(did + ":");
        what.forEach(addition -> say("  " + addition));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private int failed(int code, String sentence, String next) {
        if (!plan) {
            note(code == REFUSED ? CONFLICT : FAILED, sentence);
        }
        spec.commandLine().getErr().println("octane: " + sentence);
        spec.commandLine().getErr().println("        " + next);
        spec.commandLine().getErr().flush();
        return code;
    }
}
