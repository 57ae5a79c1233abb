package org.octane.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.octane.cli.client.Failure;
import org.octane.cli.client.StageDescription;
import org.octane.cli.command.ApproveCommand;
import org.octane.cli.command.AuditCommand;
import org.octane.cli.command.CompletionCommand;
import org.octane.cli.command.DeadLettersCommand;
import org.octane.cli.command.EventsCommand;
import org.octane.cli.command.LifecycleCommand;
import org.octane.cli.command.LimitCommand;
import org.octane.cli.command.LogsCommand;
import org.octane.cli.command.NodesCommand;
import org.octane.cli.command.PlanCommand;
import org.octane.cli.command.PreflightCommand;
import org.octane.cli.command.ReportCommand;
import org.octane.cli.command.RetryCommand;
import org.octane.cli.command.RollbackCommand;
import org.octane.cli.command.RollbackControlCommand;
import org.octane.cli.command.ServersCommand;
import org.octane.cli.command.SkipCommand;
import org.octane.cli.command.StageCommand;
import org.octane.cli.command.StatusCommand;
import org.octane.cli.command.UpgradeCommand;
import org.octane.cli.command.WatchCommand;
import org.octane.cli.demo.DemoCommand;
import org.octane.cli.env.EnvCommand;
import org.octane.cli.env.NodeCommand;
import org.octane.cli.render.Wrap;
import org.octane.security.Visible;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The commands that speak REST. Each is made by name, and its class loaded only then: a command that isn't run costs
 * nothing.
 */
public final class Commands {

    private static final List<String> FIXED = List.of(
            "demo",
            "preflight",
            "plan",
            "upgrade",
            "status",
            "watch",
            "pause",
            "resume",
            "approve",
            "limit",
            "abort",
            "rollback",
            "rollback-control",
            "retry",
            "skip",
            "dead-letters",
            "events",
            "logs",
            "report",
            "nodes",
            "servers",
            "audit",
            "env",
            "node");
    private static final String LAST = "completion";

    private Commands() {}

    /** All names, in the order of the usage message. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(FIXED);
        names.addAll(StageDescription.names());
        names.add(LAST);
        return names;
    }

    /** Whether there is a command of this name; reads no files of stages, which take their time. */
    public static boolean exists(String name) {
        return FIXED.contains(name) || name.equals(LAST) || StageDescription.exists(name);
    }

    /** @param name of a command that exists */
    public static CommandLine named(String name) {
        return inPlainWords(made(name));
    }

    /** Who has mistyped a number is not told of types. */
    private static CommandLine inPlainWords(CommandLine command) {
        ITypeConverter<Integer> number = text -> wholeNumber(text, Integer::valueOf);
        ITypeConverter<Long> large = text -> wholeNumber(text, Long::valueOf);
        return command.registerConverter(Integer.class, number)
                .registerConverter(int.class, number)
                .registerConverter(Long.class, large)
                .registerConverter(long.class, large);
    }

    private static <T> T wholeNumber(String text, Function<String, T> parsed) {
        try {
            return parsed.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    private static CommandLine made(String name) {
        return switch (name) {
            case "demo" -> new CommandLine(new DemoCommand());
            case "preflight" -> new CommandLine(new PreflightCommand());
            case "plan" -> new CommandLine(new PlanCommand());
            case "upgrade" -> new CommandLine(new UpgradeCommand());
            case "status" -> new CommandLine(new StatusCommand());
            case "watch" -> new CommandLine(new WatchCommand());
            case "pause" ->
                steer(
                        name,
                        "Pause an upgrade: no new step of it begins.",
                        "Steps that have begun run to their end. Resume it with: octane resume %d");
            case "resume" -> steer(name, "Resume a paused upgrade.", "Follow it with: octane watch %d");
            case "abort" ->
                steer(
                        name,
                        "End an upgrade at the next safe point. What it did stays done, except for what restricts the"
                                + " cloud.",
                        "Steps that have begun run to their end, and steps that restrict the cloud are undone; then it"
                                + " is aborted. Show its status with: octane status %d");
            case "approve" -> new CommandLine(new ApproveCommand());
            case "limit" -> new CommandLine(new LimitCommand());
            case "rollback" -> new CommandLine(new RollbackCommand());
            case "rollback-control" -> new CommandLine(new RollbackControlCommand());
            case "skip" -> new CommandLine(new SkipCommand());
            case "retry" -> new CommandLine(new RetryCommand());
            case "dead-letters" -> new CommandLine(new DeadLettersCommand());
            case "events" -> new CommandLine(new EventsCommand());
            case "logs" -> new CommandLine(new LogsCommand());
            case "report" -> new CommandLine(new ReportCommand());
            case "audit" -> new CommandLine(new AuditCommand());
            case "nodes" -> new CommandLine(new NodesCommand());
            case "servers" -> new CommandLine(new ServersCommand());
            case "env" -> new CommandLine(new EnvCommand());
            case "node" -> new CommandLine(new NodeCommand());
            case "completion" -> new CommandLine(new CompletionCommand());
            default -> StageCommand.of(StageDescription.of(name));
        };
    }

    /** Prints a failure, the same way for every command: what happened and what to do next. Returns the exit status. */
    public static int failed(Exception exception, CommandLine command) throws Exception {
        if (!(exception instanceof Failure failure)) {
            throw exception;
        }
        String happened = "octane: " + failure.getMessage().replaceFirst("\\R|$", " [" + failure.code() + "]$0");
        String text = Visible.lines(happened + "\n        " + failure.next());
        text.lines()
                .flatMap(line -> Wrap.lines(line, Wrap.terminal(), 8).stream())
                .forEach(command.getErr()::println);
        command.getErr().flush();
        return failure.exitCode();
    }

    private static CommandLine steer(String name, String description, String next) {
        CommandLine steer = new CommandLine(new LifecycleCommand(name, next));
        steer.getCommandSpec().name(name).usageMessage().description(description);
        return steer;
    }
}
