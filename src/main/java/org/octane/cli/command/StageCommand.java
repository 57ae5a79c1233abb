package org.octane.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.octane.cli.client.StageDescription;
import org.octane.cli.client.UpgradeRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one stage; what it takes is said in the stage's file. */
@Command
public final class StageCommand implements Callable<Integer> {

    private static final String ENV = "--env";
    private static final String CLUSTER = "cluster";
    private static final String RELEASE = "--release";

    private final StageArguments arguments;

    @Mixin
    private StartUpgrade begin;

    @Spec
    private CommandSpec spec;

    private StageCommand(StageArguments arguments) {
        this.arguments = arguments;
    }

    public static CommandLine of(StageDescription stage) {
        StageArguments arguments = new StageArguments(stage.arguments());
        CommandLine line = new CommandLine(new StageCommand(arguments));
        CommandSpec spec = line.getCommandSpec().name(stage.name());
        spec.usageMessage().description(stage.command());
        if (arguments.isEmpty()) {
            spec.addOption(option(ENV, "A cluster; needed where Nailgun has more than one."));
        } else {
            if (arguments.names(CLUSTER)) {
                spec.addOption(option(ENV, "The cluster to upgrade, instead of ENV."));
            }
            spec.addPositional(PositionalParamSpec.builder()
                    .index(arguments.atMost() == 1 ? "0" : "0..*")
                    .arity(arguments.arity())
                    .paramLabel(arguments.label())
                    .hideParamSyntax(true)
                    .type(List.class)
                    .auxiliaryTypes(Integer.class)
                    .description(arguments.description())
                    .build());
        }
        if (arguments.names(CLUSTER)) {
            spec.addOption(option(RELEASE, "The seed's release; default: the newest."));
        }
        return line;
    }

    private static OptionSpec option(String name, String description) {
        return OptionSpec.builder(name)
                .paramLabel("ID")
                .arity("1")
                .type(Integer.class)
                .description(description)
                .build();
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Integer> nodes = arguments.list("nodes", ids());
        if (nodes.stream().distinct().count() < nodes.size()) {
            throw new ParameterException(spec.commandLine(), "A node is named twice: " + nodes);
        }
        ObjectNode body = request();
        UpgradeRequest.put(body, "nodes", nodes);
        UpgradeRequest.put(body, "controllers", arguments.list("servers", ids()));
        Integer release = spec.optionsMap().containsKey(RELEASE)
                ? spec.findOption(RELEASE).getValue()
                : null;
        if (release != null) {
            body.put("release_id", release);
        }
        return begin.run(body);
    }

    private ObjectNode request() {
        if (arguments.names("seed")) {
            return SeedRequest.request(begin.connection().api(), spec.name(), arguments.one("seed", ids()));
        }
        if (arguments.names(CLUSTER)) {
            return UpgradeRequest.stage(spec.name(), arguments.one(CLUSTER, ids()));
        }
        // An upgrade is recorded with its original cluster, though this stage leaves that alone.
        Integer cluster = spec.findOption(ENV).getValue();
        return UpgradeRequest.stage(
                spec.name(),
                cluster == null
                        ? DefaultCluster.of(
                                begin.connection().api(),
                                "Say for which one this is: octane " + spec.name() + " --env ID")
                        : cluster);
    }

    private List<Integer> ids() {
        List<Integer> ids = new ArrayList<>();
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            List<Integer> given = positional.getValue();
            ids.addAll(given == null ? List.of() : given);
        }
        if (arguments.names(CLUSTER) && spec.findOption(ENV).getValue() != null) {
            ids.add(0, spec.findOption(ENV).getValue());
        }
        if (ids.size() < arguments.least()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: '" + arguments.label() + "'");
        }
        if (ids.size() > arguments.atMost()) {
            throw new ParameterException(spec.commandLine(), "The cluster is named twice");
        }
        return ids;
    }
}
