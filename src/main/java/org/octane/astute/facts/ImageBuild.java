package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;

/** The task that builds the image of a cluster's nodes on the Fuel master, before the first of them is installed. */
record ImageBuild(ClusterData cluster) {

    private static final int AN_HOUR = 3600;

    ArrayNode tasks(JsonNode attributes) {
        var input = Json.object();
        input.set("image_data", attributes.path("provision").path("image_data"));
        input.put("output", "/var/www/nailgun/targetimages");
        input.set("repos", attributes.path("repo_setup").path("repos"));
        input.set("codename", attributes.path("provision").path("codename"));
        var tasks = Json.array();
        var task = tasks.addObject().put("priority", 100).put("type", "shell");
        task.putArray("uids").add("master");
        task.putObject("parameters")
                .put("cmd", command(input.toString()))
                .put("cwd", "/")
                .put("interval", 1)
                .put("retries", 1)
                .put("timeout", AN_HOUR);
        return tasks;
    }

    private String command(String input) {
        return "fa_build_image --image_build_dir /var/lib/fuel/ibp --log-file /var/log/fuel-agent-env-" + cluster.id()
                + ".log --data_driver nailgun_build_image --input_data '" + input.replace("'", "'\\''") + "'";
    }
}
