package org.octane.cli.env;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "env",
        description = "Bring an environment to another release where it is: of the same OpenStack, or of a new one.",
        subcommands = {EnvUpgrade.class, EnvUpdate.class, EnvRollback.class})
public final class EnvCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
