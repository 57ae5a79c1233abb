package org.octane.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.octane.cli.render.PlanPage;
import org.octane.cli.render.PlanTree;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Of every command that shows a plan: a page of it, or each step too. */
public final class StepsOption {

    @Option(names = "--steps", description = "Show each step too, and every check of the pre-flight.")
    private boolean steps;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public void print(JsonNode plan, PrintWriter out) {
        PlanPage.print(plan, next(), out);
        if (steps) {
            out.println();
            PlanTree.print(plan, out);
        } else {
            out.println("Each step: add --steps");
        }
    }

    /** What was typed, without what only shows. */
    private String next() {
        List<String> typed = command.root().commandLine().getParseResult().originalArgs();
        return typed.stream()
                .filter(word -> !List.of("--plan", "--steps").contains(word))
                .map(word -> word.equals("plan") ? "upgrade" : word)
                .map(word -> word.matches("[A-Za-z0-9%,./:=_@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "octane ", ""));
    }
}
