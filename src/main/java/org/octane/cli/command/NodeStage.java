package org.octane.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.octane.cli.client.UpgradeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** upgrade-node: moves nodes to the seed. The seed comes last, after any number of nodes. */
@Command
public final class NodeStage implements Callable<Integer> {

    @Mixin
    private StartUpgrade begin;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "2..*",
            paramLabel = "NODE… SEED",
            hideParamSyntax = true,
            description = "Nodes, then the seed.")
    private List<Integer> nodesAndSeed;

    @Override
    public Integer call() throws InterruptedException {
        int last = nodesAndSeed.size() - 1;
        List<Integer> nodes = nodesAndSeed.subList(0, last);
        if (nodes.stream().distinct().count() < last) {
            throw new ParameterException(spec.commandLine(), "A node is named twice: " + nodes);
        }
        ObjectNode body = SeedRequest.request(begin.connection().api(), spec.name(), nodesAndSeed.get(last));
        UpgradeRequest.put(body, "nodes", nodes);
        return begin.run(body);
    }
}
