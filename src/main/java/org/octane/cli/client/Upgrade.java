package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An upgrade, as the server's last answer has it.
 *
 * @param heldBy nodes that were set aside, where they alone hold an upgrade that has failed
 * @param approval null where it waits for none
 * @param window null where it waits for none
 * @param unknownStep stage and name of a step that no server knows, null where all are known
 * @param noReturn null as long as all can be undone
 */
public record Upgrade(
        long id,
        String name,
        String strategy,
        String status,
        String original,
        String seed,
        String release,
        String started,
        String finished,
        String message,
        String eta,
        int openDeadLetters,
        List<String> heldBy,
        Approval approval,
        Window window,
        String unknownStep,
        NoReturn noReturn,
        List<String> proof,
        List<Stage> stages,
        List<RoleBatches> batches) {

    private static final Set<String> OVER = Set.of("succeeded", "failed", "aborted", "rolled-back");

    /**
     * What begins once a person has approved of it.
     *
     * @param since ISO 8601
     */
    public record Approval(long step, String since, String stage, String message) {

        /** What begins, without that it waits. */
        public String what() {
            return message.replace("Waits for an approval. ", "");
        }

        static Approval of(JsonNode node) {
            return node.isObject()
                    ? new Approval(
                            node.path("step_id").asLong(),
                            Json.text(node, "since"),
                            Json.text(node, "stage"),
                            Json.text(node, "message"))
                    : null;
        }
    }

    /**
     * What begins once a maintenance window opens.
     *
     * @param since ISO 8601
     */
    public record Window(String since, String stage, String message) {

        static Window of(JsonNode node) {
            return node.isObject()
                    ? new Window(Json.text(node, "since"), Json.text(node, "stage"), Json.text(node, "message"))
                    : null;
        }
    }

    /**
     * The first step that can't be undone and has acted.
     *
     * @param at ISO 8601
     */
    public record NoReturn(String at, String stage, String name, String why) {

        static NoReturn of(JsonNode node) {
            return node.isObject()
                    ? new NoReturn(
                            Json.text(node, "at"),
                            Json.text(node, "stage"),
                            Json.text(node, "name"),
                            Json.text(node, "why"))
                    : null;
        }
    }

    public static Upgrade of(JsonNode node) {
        List<Stage> stages = new ArrayList<>();
        node.path("stages").forEach(stage -> stages.add(Stage.of(stage)));
        return new Upgrade(
                node.path("id").asLong(),
                Json.text(node, "name"),
                Json.text(node, "strategy"),
                Json.text(node, "status"),
                Json.text(node, "original_cluster_id"),
                Json.text(node, "seed_cluster_id"),
                Json.text(node, "release_id"),
                Json.text(node, "started_at"),
                Json.text(node, "finished_at"),
                Json.text(node, "message"),
                Json.text(node, "eta_seconds"),
                node.path("open_dead_letters").asInt(),
                Json.texts(node.path("held_by")),
                Approval.of(node.path("approval")),
                Window.of(node.path("window")),
                unknown(node.path("unknown_step")),
                NoReturn.of(node.path("point_of_no_return")),
                Json.texts(node.path("proof")).stream().distinct().toList(),
                List.copyOf(stages),
                RoleBatches.of(node.path("batches")));
    }

    private static String unknown(JsonNode step) {
        return step.isObject() ? Json.text(step, "stage") + " " + Json.text(step, "name") : null;
    }

    /** Its nodes stay, and get another release of the same OpenStack. */
    public boolean updates() {
        return strategy.equals(UpgradeRequest.PATCH);
    }

    /** Nothing more happens to it by itself. */
    public boolean over() {
        return OVER.contains(status);
    }

    /** Its steps begin as soon as they can. */
    public boolean runs() {
        return status.equals("running") || status.equals("rolling-back");
    }

    public boolean succeeded() {
        return status.equals("succeeded");
    }

    public boolean failed() {
        return status.equals("failed");
    }

    /** The upgrade, or its rollback, has done what it was asked for. */
    public boolean endedWell() {
        return succeeded() || status.equals("rolled-back");
    }

    /** Roles of which nodes are set aside though all of their batches are over, or nothing is under way. */
    public List<RoleBatches> onlySetAside(List<RoleBatches> others) {
        return batches.stream()
                .filter(role -> !role.aside().isEmpty() && !others.contains(role))
                .toList();
    }

    /** Batches that are not over, also of stages that have not begun: their limit may have been changed. */
    public List<RoleBatches> batchesToCome() {
        return batches.stream().filter(role -> !role.areOver()).toList();
    }

    /** All steps; once there is a rollback, those of the rollback. */
    public int steps() {
        return current().stream().mapToInt(Stage::steps).sum();
    }

    public int done() {
        return current().stream().mapToInt(Stage::done).sum();
    }

    private List<Stage> current() {
        List<Stage> back = stages.stream().filter(Stage::undoes).toList();
        return back.isEmpty() ? stages : back;
    }
}
