package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An upgrade as the server last told it. */
public record Upgrade(
        long id,
        String name,
        String status,
        String original,
        String seed,
        String release,
        String started,
        String finished,
        String message,
        String eta,
        List<String> proof,
        List<Stage> stages) {

    private static final Set<String> OVER = Set.of("succeeded", "failed", "aborted", "rolled-back");

    public static Upgrade of(JsonNode node) {
        List<Stage> stages = new ArrayList<>();
        node.path("stages").forEach(stage -> stages.add(Stage.of(stage)));
        return new Upgrade(
                node.path("id").asLong(),
                Json.text(node, "name"),
                Json.text(node, "status"),
                Json.text(node, "original_cluster_id"),
                Json.text(node, "seed_cluster_id"),
                Json.text(node, "release_id"),
                Json.text(node, "started_at"),
                Json.text(node, "finished_at"),
                Json.text(node, "message"),
                Json.text(node, "eta_seconds"),
                Json.texts(node.path("proof")).stream().distinct().toList(),
                List.copyOf(stages));
    }

    /** Nothing more happens to it by itself. */
    public boolean over() {
        return OVER.contains(status);
    }

    public boolean succeeded() {
        return status.equals("succeeded");
    }

    public boolean failed() {
        return status.equals("failed");
    }

    /** What was last asked for has been done. */
    public boolean endedWell() {
        return succeeded() || status.equals("rolled-back");
    }

    /** Of the way that is gone: of the way back, once there is one. */
    public int steps() {
        return way().stream().mapToInt(Stage::steps).sum();
    }

    public int done() {
        return way().stream().mapToInt(Stage::done).sum();
    }

    private List<Stage> way() {
        List<Stage> back = stages.stream().filter(Stage::undoes).toList();
        return back.isEmpty() ? stages : back;
    }
}
