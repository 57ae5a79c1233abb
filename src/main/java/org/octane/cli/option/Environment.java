package org.octane.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The cluster that a command is about: {@code --env ID}, or its id alone, as the clients of Fuel take it. */
public final class Environment {

    @Option(
            names = "--env",
            paramLabel = "ID",
            description = "The cluster; where it can be left out, it is needed where Nailgun has more than one.")
    private Integer named;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", hidden = true)
    private Integer alone;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** @return null if none is named */
    public Integer orNull() {
        return one(spec, named, alone);
    }

    /** @throws ParameterException none is named */
    public int id() {
        var id = orNull();
        if (id == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--env=ID'");
        }
        return id;
    }

    /** @throws ParameterException they are two */
    public static Integer one(CommandSpec spec, Integer named, Integer alone) {
        if (named != null && alone != null && !named.equals(alone)) {
            throw new ParameterException(
                    spec.commandLine(), "Two clusters are named: --env " + named + " and " + alone);
        }
        return named == null ? alone : named;
    }
}
