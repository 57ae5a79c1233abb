package org.octane.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Option;

/** Pre-flight checks that the operator takes the responsibility for. */
final class IgnoreOption {

    @Option(
            names = "--ignore",
            split = ",",
            paramLabel = "CHECK",
            description =
                    "A pre-flight check that may fail, by name; can be given again. It is recorded who ignored what.")
    private List<String> names;

    ObjectNode addTo(ObjectNode body) {
        if (names != null) {
            names.forEach(body.withArray("ignore")::add);
        }
        return body;
    }
}
