package org.octane.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A plan as it is written: {@code plans/<strategy>.yaml}.
 *
 * @param plan the strategy's name
 * @param stages in the order they run
 */
record PlanFile(String plan, List<Stage> stages) {

    private static final YAMLMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * @param backTo once a step of it has begun, there is one way back: to the beginning of the stage of this name; null: any
     *     stage before it may be gone back to
     * @param forGood why nothing at all is taken back once a step of it has begun, null if something can be
     * @param makesSeed without it there has to be a seed, or the stages concern the Fuel master alone
     */
    record Stage(
            String stage,
            String title,
            @JsonProperty("back-to") String backTo,
            @JsonProperty("makes-seed") boolean makesSeed,
            @JsonProperty("final") String forGood,
            List<Line> steps) {

        /** It concerns no cluster. */
        boolean ofMaster() {
            return steps.stream().allMatch(line -> "master".equals(line.on()));
        }
    }

    /**
     * Either a step, or batches of nodes with steps of their own.
     *
     * @param mode of a step on several nodes: {@code parallel} (an instance a node, all at once), {@code serial} (one after the
     *     other) or {@code together} (one instance that has all nodes)
     * @param role within batches: only nodes that have it
     * @param until a later step: no upgrade ends between the two, for this one holds the cloud back
     */
    record Line(
            String step,
            String title,
            String on,
            String undo,
            String irreversible,
            String estimate,
            String timeout,
            Integer attempts,
            Map<String, String> with,
            Map<String, String> uses,
            String mode,
            String role,
            String until,
            Batches batches,
            List<Line> steps) {

        Line {
            with = with == null ? Map.of() : Map.copyOf(with);
            uses = uses == null ? Map.of() : Map.copyOf(uses);
            steps = steps == null ? List.of() : List.copyOf(steps);
        }

        boolean serial() {
            return "serial".equals(mode);
        }

        boolean together() {
            return "together".equals(mode) || "batch".equals(on) || "cluster".equals(on);
        }
    }

    /**
     * @param role whose nodes of the original are meant
     * @param maxUnavailable how many at once: a number or a percentage such as {@code 25%}
     * @param canary size of the first batch, 0: as the others
     * @param namedOnly only nodes that the operator names
     */
    record Batches(
            String role,
            @JsonProperty("max-unavailable") String maxUnavailable,
            int canary,
            @JsonProperty("named-only") boolean namedOnly) {}

    /** @throws Refusal if there is no such strategy */
    static PlanFile of(String strategy) {
        var path = "plans/" + strategy + ".yaml";
        try (InputStream in = PlanFile.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new Refusal(Refusal.Kind.INVALID, "There is no strategy '" + strategy + "'.");
            }
            return YAML.readValue(in, PlanFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The plan " + path + " cannot be read", e);
        }
    }
}
