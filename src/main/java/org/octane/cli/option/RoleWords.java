package org.octane.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;

/** What is typed of roles: {@code 2} for all of them, or {@code compute=2,cinder=50%} for each that is meant. */
public final class RoleWords {

    private RoleWords() {}

    static JsonNode json(String option, List<String> words) {
        if (words.size() == 1 && !words.get(0).contains("=")) {
            return value(words.get(0));
        }
        var roles = Json.object();
        for (var word : words) {
            int sign = word.indexOf('=');
            if (sign < 1 || roles.has(word.substring(0, sign))) {
                throw new Failure(
                        ExitCode.USAGE,
                        option + " takes one word for all roles, or one for each; '" + word + "' is neither.",
                        "Such as: " + option + " 2, or: " + option + " compute=2,cinder=1");
            }
            roles.set(word.substring(0, sign), value(word.substring(sign + 1)));
        }
        return roles;
    }

    /** A number, or a word that the server understands. */
    public static JsonNode value(String word) {
        return word.matches("\\d{1,9}") ? IntNode.valueOf(Integer.parseInt(word)) : TextNode.valueOf(word);
    }
}
