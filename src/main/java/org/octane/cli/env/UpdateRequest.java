package org.octane.cli.env;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Json;
import org.octane.cli.client.UpgradeRequest;
import org.octane.cli.option.Environment;
import picocli.CommandLine.Mixin;

/** Updates a cluster; shared by 'env update' and 'env rollback'. */
final class UpdateRequest {

    @Mixin
    private NailgunCall call;

    @Mixin
    private Environment environment;

    int id() {
        return environment.id();
    }

    JsonNode cluster() {
        return call.api().get("/clusters/" + id());
    }

    /** @param release null: the pending one */
    int run(String what, Integer release) throws InterruptedException {
        return call.plans()
                ? call.plan(to(release, "release_id", UpgradeRequest.of(id(), UpgradeRequest.PATCH)))
                : call.start(
                        what,
                        id(),
                        "/clusters/" + id() + "/update",
                        to(release, "pending_release_id", Json.object()),
                        null);
    }

    private static ObjectNode to(Integer release, String name, ObjectNode body) {
        return release == null ? body : body.put(name, release);
    }
}
