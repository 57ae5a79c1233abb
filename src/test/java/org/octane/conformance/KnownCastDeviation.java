package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.octane.json.Json;

/**
 * A value that Octane casts another one of than the real Nailgun, which one, and why. Any other value is a fault.
 *
 * @param line the scenario, as a regular expression
 * @param path of the value in the message, as a regular expression
 * @param expected what is to be there instead, of what was recorded; the same, if it is right there; missing: nothing
 * @param reason a fault of the real one, or what Octane does on purpose
 */
record KnownCastDeviation(
        Pattern line, Pattern path, BiFunction<JsonNode, CastSituation, JsonNode> expected, String reason) {

    private static final String ANY = ".*";
    private static final String FACTS = "\\w+/args/deployment_info/\\d+";

    /**
     * A seed is its original's clone. The real one leaves to it the image and Puppet's modules of the original, from which its
     * nodes would be installed; Octane gives each seed its own. What is compared is that it names its own in their place.
     */
    static final List<KnownCastDeviation> OF_SEEDS = List.of(
            new KnownCastDeviation(
                    ANY,
                    ".*/nodes/\\d+/ks_meta/image_data/.*/uri|.*/pre_provision/\\d+/parameters/cmd",
                    (recorded, of) -> TextNode.valueOf(of.ownImage(recorded.asText())),
                    "a seed has an image of its own"),
            new KnownCastDeviation(
                    ANY,
                    FACTS,
                    (recorded, of) -> ofOwnRelease((ObjectNode) recorded, of),
                    "a seed has an image and Puppet modules of its own, unless an operator has put others there"));

    static final List<KnownCastDeviation> TABLE = List.of(
            new KnownCastDeviation(
                    ANY,
                    "image_provision/args/provisioning_info/nodes/\\d+/power_pass",
                    (recorded, of) ->
                            TextNode.valueOf(recorded.asText().replaceFirst("^= \"(/root/\\.ssh/id_rsa)\"$", "$1")),
                    "fault: the real one's settings have an equals sign and quotes about the path of the key"),
            new KnownCastDeviation(
                    ANY,
                    "remove_nodes/args/check_ceph",
                    (recorded, of) -> Json.tree(false),
                    "Octane erases only servers of which it takes an installation back, and no OSD is on them yet"),
            new KnownCastDeviation(
                    "native cluster.*",
                    ".*/fuel_version",
                    (recorded, of) -> recorded.asText().equals("6.1") ? TextNode.valueOf("7.0") : recorded,
                    "the tag of Nailgun 7.0 that was recorded calls itself 6.1"),
            new KnownCastDeviation(
                    "7\\.0 (deploy the )?moved node 1 \\(controller\\).*",
                    "granular_deploy",
                    (recorded, of) -> new MovedController(of, "1").plain((ObjectNode) recorded),
                    "fault of 7.0: a controller that moves stays a primary, so that there are two"));

    private static ObjectNode ofOwnRelease(ObjectNode facts, CastSituation of) {
        if (of.hasReplacedFacts(facts.path("uid").asText())) {
            return facts;
        }
        for (var image : facts.at("/provision/image_data")) {
            ((ObjectNode) image).put("uri", of.ownImage(image.path("uri").asText()));
        }
        for (var files : List.of("manifests", "modules")) {
            if (facts.path("puppet").has(files)) {
                var uri = facts.path("puppet").path(files).asText();
                facts.withObjectProperty("puppet").put(files, of.ownPuppet(uri));
            }
        }
        return facts;
    }

    KnownCastDeviation(
            String line, String path, BiFunction<JsonNode, CastSituation, JsonNode> expected, String reason) {
        this(Pattern.compile("(\\d\\.\\d )?(" + line + ")"), Pattern.compile(path), expected, reason);
    }

    boolean isAbout(OracleLine recorded) {
        return line.matcher(recorded.version() + " " + recorded.scenario()).matches();
    }
}
