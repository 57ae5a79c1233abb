package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.octane.nailgun.deployment.ClusterData;

/**
 * Facts of a seed's controller that has the addresses of an original one which still uses them: its public and
 * management bridges get no physical port, and it leaves through the admin network until the control plane switches.
 */
public record NetworkIsolation(ClusterData cluster) {

    private static final Set<String> CUT = Set.of("br-ex", "br-mgmt");

    /** They reach for images and networks that are not there in isolation. */
    public static final Set<String> TASKS_LEFT_OUT =
            Set.of("upload_cirros", "ceph_ready_check", "configure_default_route", "enable_rados");

    void applyTo(ObjectNode facts) {
        var scheme = facts.withObjectProperty("network_scheme");
        var openVSwitch = scheme.path("provider").asText().equals("ovs");
        var steps = scheme.withArrayProperty("transformations").elements();
        while (steps.hasNext()) {
            var step = (ObjectNode) steps.next();
            if (openVSwitch && step.path("action").asText().equals("add-patch") && joins(step)) {
                steps.remove();
            } else if (!openVSwitch
                    && isPort(step)
                    && CUT.contains(step.path("bridge").asText())) {
                step.remove("bridge");
            }
        }
        var endpoints = scheme.withObjectProperty("endpoints");
        if (endpoints.has("br-ex")) {
            endpoints.withObjectProperty("br-ex").put("gateway", "none");
        }
        endpoints.withObjectProperty("br-fw-admin").put("gateway", NetworkScheme.adminGateway(cluster));
        facts.put("run_ping_checker", false);
        // The original's networks come with its database.
        facts.withObjectProperty("quantum_settings").putObject("predefined_networks");
    }

    private static boolean isPort(JsonNode step) {
        return step.path("action").asText().equals("add-port")
                || step.path("action").asText().equals("add-bond");
    }

    private static boolean joins(JsonNode patch) {
        for (JsonNode bridge : patch.path("bridges")) {
            if (CUT.contains(bridge.asText())) {
                return true;
            }
        }
        return false;
    }
}
