package org.octane.nailgun.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.octane.plan.Cloud;

/** A node that an update may deploy, of the row with whatever columns it has. */
record UpdatedNode(JsonNode row) {

    private static final Set<String> DEPLOYED = Set.of("ready", "provisioned");

    int id() {
        return row.path("id").intValue();
    }

    String status() {
        return row.path("status").asText();
    }

    /** Whether it has the cluster's operating system, deployed well or not. */
    boolean isDeployable() {
        return DEPLOYED.contains(status())
                || status().equals("error") && row.path("error_type").asText().equals("deploy");
    }

    boolean stays() {
        return !row.path("pending_deletion").asBoolean();
    }

    boolean isController() {
        return roles().contains("controller");
    }

    List<String> roles() {
        return Stream.concat(texts("roles"), texts("pending_roles")).distinct().toList();
    }

    Cloud.Node planned() {
        var primary = Stream.concat(texts("primary_roles"), texts("primary_tags"))
                .distinct()
                .map(role -> "primary-" + role);
        return new Cloud.Node(
                id(),
                row.path("hostname").asText(),
                row.path("cluster_id").intValue(),
                Stream.concat(roles().stream(), primary).toList(),
                status(),
                row.path("online").asBoolean());
    }

    private Stream<String> texts(String column) {
        return StreamSupport.stream(row.path(column).spliterator(), false).map(JsonNode::asText);
    }
}
