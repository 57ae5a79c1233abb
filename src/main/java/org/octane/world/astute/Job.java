package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One call of a message.
 *
 * @param respondTo becomes the reply's {@code method}; it routes nothing
 * @param taskUuid correlates call and replies
 */
record Job(String method, String respondTo, String taskUuid, JsonNode args) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param body a call, or an array of calls to be run in order
     * @throws IOException the body is no JSON, or no call
     */
    static List<Job> parse(byte[] body) throws IOException {
        var root = JSON.readTree(body);
        var jobs = new ArrayList<Job>();
        for (JsonNode call : root.isArray() ? root : List.of(root)) {
            if (!call.path("method").isTextual() || !call.path("args").isObject()) {
                throw new IOException("neither a call nor an array of calls");
            }
            var args = call.path("args");
            jobs.add(new Job(
                    call.path("method").textValue(),
                    call.path("respond_to").asText(),
                    args.path("task_uuid").asText(),
                    args));
        }
        return jobs;
    }

    /** Nodes that are to be installed, deployed or removed. */
    Set<String> uids() {
        var uids = new LinkedHashSet<String>();
        for (var nodes : List.of(
                args.path("provisioning_info").path("nodes"), args.path("deployment_info"), args.path("nodes"))) {
            nodes.forEach(node -> uids.add(node.path("uid").asText()));
        }
        return uids;
    }
}
