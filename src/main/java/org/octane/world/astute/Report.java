package org.octane.world.astute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The replies to one call. Silent once the program stops: a killed Astute answers nothing. */
final class Report {

    private final ReplySender replies;
    private final Job job;
    private volatile boolean silent;
    private volatile boolean failed;

    Report(ReplySender replies, Job job) {
        this.replies = replies;
        this.job = job;
    }

    String task() {
        return job.taskUuid();
    }

    void silence() {
        silent = true;
    }

    void running() {
        send(Map.of("status", "running"));
    }

    void nodes(List<? extends Map<String, ?>> nodes) {
        send(Map.of("nodes", nodes));
    }

    void ready(List<? extends Map<String, ?>> nodes) {
        var args = new LinkedHashMap<String, Object>();
        args.put("status", "ready");
        args.put("progress", 100);
        if (!nodes.isEmpty()) {
            args.put("nodes", nodes);
        }
        send(args);
    }

    boolean failed() {
        return failed;
    }

    void error(String message, List<? extends Map<String, ?>> nodes) {
        failed = true;
        var args = new LinkedHashMap<String, Object>();
        args.put("status", "error");
        args.put("error", message);
        args.put("progress", 100);
        if (!nodes.isEmpty()) {
            args.put("nodes", nodes);
        }
        send(args);
    }

    static Map<String, Object> node(String uid, String status, int progress) {
        var node = new LinkedHashMap<String, Object>();
        node.put("uid", uid);
        node.put("status", status);
        node.put("progress", progress);
        return node;
    }

    static Map<String, Object> failed(String uid, String type, String message) {
        var node = node(uid, "error", 100);
        node.put("error_type", type);
        node.put("error_msg", message);
        return node;
    }

    static List<Map<String, Object>> all(Collection<String> uids, String status, int progress) {
        var nodes = new ArrayList<Map<String, Object>>();
        uids.forEach(uid -> nodes.add(node(uid, status, progress)));
        return nodes;
    }

    private void send(Map<String, ?> what) {
        if (silent) {
            return;
        }
        var args = new LinkedHashMap<String, Object>();
        args.put("task_uuid", job.taskUuid());
        args.putAll(what);
        replies.send(job.respondTo(), args);
    }
}
