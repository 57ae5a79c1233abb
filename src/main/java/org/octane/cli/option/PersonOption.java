package org.octane.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Json;
import picocli.CommandLine.Option;

/** The person who asks for a change; every request that changes something has a name. */
public final class PersonOption {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${env:SUDO_USER:-${sys:user.name}}",
            description = "Your name, kept for audit; default: the user who is logged in, also under sudo.")
    private String name;

    public ObjectNode body() {
        return addTo(Json.object());
    }

    public ObjectNode addTo(ObjectNode body) {
        return body.put("person", name);
    }
}
