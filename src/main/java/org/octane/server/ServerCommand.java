package org.octane.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.CatalogueReader;
import org.octane.plan.catalogue.InvalidDefinition;
import org.octane.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code octane server}: serves until it is ended. */
@Command(name = "server", description = "Serve the REST API and carry out upgrades.")
public final class ServerCommand implements Callable<Integer> {

    @Option(names = "--embedded", description = "With a simulated cloud on this machine, started or rejoined.")
    private boolean embedded;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; default: a temporary folder, removed at the end.")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The HTTP port, 0: any free one; default: octane.http.port.")
    private Integer port;

    @Mixin
    private ConfigOptions configuration;

    @Option(
            names = "--nailgun-dump",
            paramLabel = "FILE",
            description = "With --embedded: a real Nailgun's database, as plain pg_dump text or gzipped.")
    private Path dump;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "With --embedded: how fast simulated nodes work; 2 is twice as fast.")
    private Double speed;

    @Option(
            names = "--fuel",
            paramLabel = "RELEASE",
            description = "With --embedded, when its cloud is started: the Fuel release of its master and Astute,"
                    + " 7.0, 8.0 or 9.2.")
    private String fuel;

    @Option(
            names = "--chaos",
            paramLabel = "SPEC",
            description = "With --embedded, when its cloud is started: what is to go wrong in it, for example "
                    + "unreachable@node-4:after=10s:for=20s; see docs/chaos.md.")
    private String chaos;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try {
            var options = port == null ? Map.<String, String>of() : Map.of("octane.http.port", port.toString());
            serve(
                    configuration.load(embedded ? Optional.of("embedded") : Optional.empty(), options),
                    CatalogueReader.read(configuration.ownSteps()));
            return 0;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return refused(e);
        }
    }

    private void serve(Settings settings, Catalogue catalogue) throws Exception {
        var out = spec.commandLine().getOut();
        var simulated = embedded ? new SimulatedCloud(speed, dump, fuel, chaos) : null;
        try (var end = new ShutdownHook();
                var clouds = new ServedClouds(folder(), data == null)) {
            clouds.start(settings, catalogue, simulated);
            clouds.announce(out);
            out.flush();
            end.await();
        }
    }

    private Path folder() {
        try {
            return data == null ? Files.createTempDirectory("octane-") : OwnFolder.at(data);
        } catch (IOException e) {
            throw new StartFailure(
                    Code.DATA_FOLDER_UNUSABLE,
                    "The data folder can't be made: " + e + ". Name another one with --data DIR.",
                    e);
        }
    }

    private int refused(RuntimeException e) {
        spec.commandLine()
                .getErr()
                .println("octane: " + e.getMessage().replaceFirst("\\R|$", " [" + code(e).word() + "]$0"));
        return 1;
    }

    private static Code code(RuntimeException e) {
        if (e instanceof StartFailure failure) {
            return failure.code();
        }
        if (e instanceof IllegalArgumentException) {
            return e instanceof InvalidDefinition ? Code.DEFINITION_INVALID : Code.SETTING_INVALID;
        }
        return Code.START_FAILED;
    }
}
