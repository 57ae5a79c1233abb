package org.octane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command of a stage says and takes, as the stage's own file has it. Reading one takes its time, so commands that need
 * none read none.
 *
 * @param command what it does, in a sentence
 * @param arguments what it names, in that order: {@code cluster}, {@code servers}, {@code nodes}, {@code seed}
 */
public record StageDescription(String name, String command, List<String> arguments) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Whether there is a stage of this name that has a command; reads nothing where there is none. */
    public static boolean exists(String name) {
        return name.matches("[a-z-]+")
                && StageDescription.class.getResource(path(name)) != null
                && !of(name).command().isEmpty();
    }

    public static StageDescription of(String name) {
        JsonNode stage = read(path(name));
        return new StageDescription(name, stage.path("command").asText(), texts(stage.path("arguments")));
    }

    /** In the order in which an upgrade runs them. */
    public static List<String> names() {
        return ofPlan(UpgradeRequest.SIDE_BY_SIDE);
    }

    /** Names of the stages of a plan, in its order. */
    public static List<String> ofPlan(String plan) {
        return texts(plan(plan).path("stages"));
    }

    static JsonNode plan(String plan) {
        return read("/plans/" + plan + ".yaml");
    }

    /** Who answers for the cloud once the stage has begun; empty for stages of the Fuel master, and those that aren't the program's. */
    public static String serves(String name) {
        return name.matches("[a-z-]+") && StageDescription.class.getResource(path(name)) != null
                ? read(path(name)).path("serves").asText()
                : "";
    }

    private static String path(String name) {
        return "/stages/" + name + ".yaml";
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static JsonNode read(String path) {
        try (InputStream in = StageDescription.class.getResourceAsStream(path)) {
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
