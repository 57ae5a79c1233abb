package org.octane;

import java.util.ArrayList;
import java.util.List;
import org.octane.cli.Commands;
import org.octane.server.MigrateCommand;
import org.octane.server.ServerCommand;
import org.octane.server.UserCommand;
import org.octane.world.WorldCommand;
import org.octane.world.chaos.FaultSpec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** Entry point: the commands of the client, and those that run a server or a simulated cloud in this process, or
 * work on Nailgun's database. */
@Command(
        name = "octane",
        mixinStandardHelpOptions = true,
        versionProvider = Octane.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Moves a whole Fuel-managed OpenStack cloud to a new release.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:the upgrade did not succeed, or an error of Octane itself",
            "2:wrong usage",
            "3:no server answers, or it can't work now",
            "4:refused; nothing was changed",
            "5:the pre-flight finds that the cloud is not fit"
        })
public final class Octane implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** Has only the command that is to be run, so that no other's classes are loaded; all of them where all show. */
    public static CommandLine commandLine(String... args) {
        boolean one = args.length > 0 && exists(args[0]) && !args[0].equals("completion");
        CommandLine root = new CommandLine(new Octane());
        for (String name : one ? List.of(args[0]) : names()) {
            CommandLine command = command(name);
            if (!command.getCommandSpec().mixinStandardHelpOptions()) {
                command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
            }
            root.addSubcommand(name, command);
        }
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Octane::run)
                .setExecutionExceptionHandler((exception, command, result) -> Commands.failed(exception, command));
    }

    static List<String> names() {
        List<String> names = new ArrayList<>(Commands.names());
        names.addAll(1, List.of("server", "world"));
        names.addAll(names.indexOf("completion"), List.of("migrate", "user"));
        return names;
    }

    private static boolean exists(String name) {
        return List.of("server", "world", "migrate", "user").contains(name) || Commands.exists(name);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** Faults that can't be read are refused before anything is started, whichever command they are for. */
    private static int run(ParseResult parsed) {
        ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        String faults = command.matchedOptionValue("--chaos", "");
        if (!faults.isBlank()) {
            try {
                FaultSpec.check(faults);
            } catch (IllegalArgumentException e) {
                CommandLine line = command.commandSpec().commandLine();
                line.getErr().println("octane: " + e.getMessage());
                return line.getCommandSpec().exitCodeOnInvalidInput();
            }
        }
        return new RunLast().execute(parsed);
    }

    private static CommandLine command(String name) {
        return switch (name) {
            case "server" -> new CommandLine(new ServerCommand());
            case "world" -> new CommandLine(new WorldCommand());
            case "migrate" -> new CommandLine(new MigrateCommand());
            case "user" -> new CommandLine(new UserCommand());
            default -> Commands.named(name);
        };
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Octane.class.getPackage().getImplementationVersion();
            return new String[] {"octane " + (version == null ? "built from sources" : version)};
        }
    }
}
