package org.octane.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of 'demo', most of which it passes on to its server. */
final class DemoOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where server and simulated cloud keep everything; default: a temporary folder.")
    private Path data;

    @Option(names = "--keep", description = "Leave server and simulated cloud running at the end.")
    private boolean keep;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "How fast simulated nodes work: 2 is twice as fast, 0.05 twenty times slower.")
    private Double speed;

    @Option(
            names = "--nailgun-dump",
            paramLabel = "FILE",
            description = "A real Nailgun's database, as plain pg_dump text or gzipped, instead of the sample cloud.")
    private Path dump;

    @Option(
            names = "--chaos",
            paramLabel = "SPEC",
            description = "What is to go wrong in the simulated cloud, for example "
                    + "unreachable@node-4:after=10s:for=20s; see docs/chaos.md.")
    private String chaos;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The server's port; default: any free one.")
    private int port;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            defaultValue = "side-by-side",
            description =
                    "What is shown: side-by-side, the way to a new release beside the old one; in-place, the same in one cluster;"
                            + " patch, an update to another release of the same"
                            + " OpenStack; patch-rollback, an update that fails and is taken back. Default: ${DEFAULT-VALUE}.")
    private DemoStrategy strategy;

    DemoStrategy strategy() {
        return strategy;
    }

    Path data() {
        return data;
    }

    /** Server and simulated cloud keep running. */
    boolean keep() {
        return keep;
    }

    /** The folder stays: a temporary one only if it is still used. */
    boolean keepFolder() {
        return keep || data != null;
    }

    Path dump() {
        return dump;
    }

    List<String> serverArguments(Path folder) {
        List<String> arguments = new ArrayList<>(
                List.of("server", "--embedded", "--data", folder.toString(), "--port", Integer.toString(port)));
        if (speed != null) {
            arguments.addAll(List.of("--speed", speed.toString()));
        }
        if (dump != null) {
            arguments.addAll(List.of("--nailgun-dump", dump.toAbsolutePath().toString()));
        }
        if (chaos != null) {
            arguments.addAll(List.of("--chaos", chaos));
        }
        return arguments;
    }
}
