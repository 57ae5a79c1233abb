package org.octane.cli.env;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.cli.client.Api;
import org.octane.cli.client.Json;
import org.octane.cli.client.UpgradeRequest;
import org.octane.cli.option.BatchOptions;
import org.octane.cli.option.Connection;
import picocli.CommandLine.Mixin;

/** Upgrades in place; shared by 'env upgrade' and 'node upgrade'. */
final class InPlaceRequest {

    @Mixin
    private NailgunCall call;

    @Mixin
    private BatchOptions batches;

    Connection connection() {
        return call.connection();
    }

    Api api() {
        return call.api();
    }

    boolean plans() {
        return call.plans();
    }

    /** @param body of an upgrade of which nothing is begun */
    int plan(ObjectNode body) {
        return call.plan(batches.addTo(body));
    }

    /**
     * @param what is upgraded
     * @param path of Nailgun's call
     * @param next what to do afterwards, may be null
     */
    int start(String what, int cluster, String path, String next) throws InterruptedException {
        return call.start("Upgrade of " + what, cluster, path, batches.addTo(Json.object()), next);
    }

    /** All stages. */
    int startAll(int cluster) throws InterruptedException {
        return call.startAll(
                "Upgrade of all nodes", batches.addTo(UpgradeRequest.of(cluster, UpgradeRequest.IN_PLACE)));
    }
}
