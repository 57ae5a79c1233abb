package org.octane.world;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.octane.world.astute.SimulatedAstute;
import org.octane.world.fuel.FuelVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code octane world}: runs a world until it is told to end. */
@Command(
        name = "world",
        description = "Runs a simulated cloud: a PostgreSQL with Nailgun's tables, an Astute, and nodes behind SSH.",
        footer = {
            "",
            "When all of it serves, one line 'world ready FILE' is printed; FILE tells the addresses.",
            "SIGTERM or Ctrl-C ends it. Its state stays in DIR/world and is taken up by the next start."
        })
public final class WorldCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 4;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "where the world is kept")
    private Path data;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "2: twice as fast as real programs, 0.05: twenty times slower (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(
            names = "--nailgun-dump",
            paramLabel = "FILE",
            description = "pg_dump text, plain or .gz, of a Fuel master's Nailgun to start a new world from")
    private Path dump;

    @Option(
            names = "--fuel",
            paramLabel = "RELEASE",
            defaultValue = "7.0",
            converter = Fuel.class,
            description = "the Fuel release of its master and Astute: 7.0, 8.0 or 9.2 (default: ${DEFAULT-VALUE})")
    private FuelVersion fuel;

    @Option(
            names = "--astute-workers",
            paramLabel = "N",
            defaultValue = "" + SimulatedAstute.WORKERS,
            description = "so many tasks its Astute can have at once (default: ${DEFAULT-VALUE})")
    private int workers;

    @Option(
            names = "--chaos",
            paramLabel = "SPEC",
            defaultValue = "",
            description =
                    "What is to go wrong in it, for example unreachable@node-4:after=10s:for=20s; see docs/chaos.md.")
    private String chaos;

    @Override
    public Integer call() throws InterruptedException {
        World world;
        try {
            world = World.start(data, new WorldOptions(speed, dump, fuel, workers, chaos));
        } catch (WorldInUse e) {
            return ended(e, REFUSED);
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            return ended(e, FAILED);
        }
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            world.close();
            ended.countDown();
        }));
        var out = spec.commandLine().getOut();
        out.println("world ready " + world.properties());
        out.flush();
        ended.await();
        return OK;
    }

    private int ended(RuntimeException cause, int code) {
        spec.commandLine().getErr().println("octane: " + cause.getMessage());
        return code;
    }

    static final class Fuel implements ITypeConverter<FuelVersion> {
        @Override
        public FuelVersion convert(String text) {
            try {
                return FuelVersion.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
