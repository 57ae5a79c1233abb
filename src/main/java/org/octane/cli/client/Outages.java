package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For how long what is probed during an upgrade did not answer. */
public record Outages(List<Target> targets) {

    public static final Outages NONE = new Outages(List.of());

    /**
     * One target.
     *
     * @param state up, down, unknown or not-seen
     * @param lastAt ISO 8601, when it was asked last
     * @param downSince ISO 8601, empty if it isn't down
     * @param unknown for so long nobody could ask
     * @param byStage its outages within each stage
     */
    public record Target(
            String name,
            String state,
            long samples,
            String lastAt,
            String downSince,
            Duration longest,
            Duration total,
            Duration unknown,
            Map<String, Duration> byStage) {

        public static Target of(JsonNode node) {
            Map<String, Duration> stages = new LinkedHashMap<>();
            node.path("by_stage").forEach(stage -> stages.put(Json.text(stage, "stage"), millis(stage, "total_ms")));
            return new Target(
                    Json.text(node, "name"),
                    Json.text(node, "state"),
                    node.path("samples").asLong(),
                    Json.text(node, "last_at"),
                    Json.text(node, "down_since"),
                    millis(node, "longest_ms"),
                    millis(node, "total_ms"),
                    millis(node, "unknown_ms"),
                    stages);
        }

        /** The cloud's API. */
        public boolean isApi() {
            return name.equals("api");
        }

        /** It has answered at least once. */
        public boolean wasSeen() {
            return !state.equals("not-seen");
        }

        /** It did not answer when it was asked last. */
        public boolean isDown() {
            return state.equals("down");
        }

        /** Its outages may have been longer: nobody could ask for a while, or the last one was not over. */
        public boolean isLeast() {
            return isDown() || !unknown.isZero();
        }

        private static Duration millis(JsonNode node, String member) {
            return Duration.ofMillis(node.path(member).asLong());
        }
    }

    public static Outages of(JsonNode answer) {
        List<Target> targets = new ArrayList<>();
        answer.path("targets").forEach(target -> targets.add(Target.of(target)));
        return new Outages(List.copyOf(targets));
    }

    public static Outages of(Api api, long upgrade) {
        return of(api.get("/upgrades/" + upgrade + "/outages"));
    }
}
