package org.octane.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Option;

/** Pre-flight checks whose failure the operator accepts. */
public final class IgnoreOption {

    @Option(
            names = "--ignore",
            split = ",",
            paramLabel = "CHECK",
            description =
                    "Name of a pre-flight check that may fail; can be repeated. Who ignored which check is recorded.")
    private List<String> names;

    public ObjectNode addTo(ObjectNode body) {
        if (names != null) {
            names.forEach(body.withArray("ignore")::add);
        }
        return body;
    }
}
