package org.octane.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Json;
import picocli.CommandLine.Option;

/** Who does it: every change that is asked for carries a person's name. */
final class PersonOption {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${env:SUDO_USER:-${sys:user.name}}",
            description = "Who does it, kept for audit; default: who is logged in, behind sudo too.")
    private String name;

    ObjectNode body() {
        return addTo(Json.object());
    }

    ObjectNode addTo(ObjectNode body) {
        return body.put("person", name);
    }
}
