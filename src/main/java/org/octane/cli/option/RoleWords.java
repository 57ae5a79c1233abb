package org.octane.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;
import org.octane.cli.client.Json;

/** What is typed of roles: {@code 2} for all of them, or {@code compute=2,cinder=50%} for each that is meant. */
public enum RoleWords {
    MAX_UNAVAILABLE(
            "--max-unavailable",
            "[1-9]\\d{0,3}|(100|[1-9]\\d?)%|serial|parallel",
            "a number of nodes such as 2, a percentage such as 25%, serial or parallel"),
    CANARY("--canary", "[1-9]\\d{0,3}", "a number of nodes such as 1"),
    FAILURES("--failures", "\\d{1,4}|(100|[1-9]\\d?)%", "a number of nodes such as 2, or a percentage such as 10%");

    private final String option;
    private final String form;
    private final String words;

    RoleWords(String option, String form, String words) {
        this.option = option;
        this.form = form;
        this.words = words;
    }

    JsonNode json(List<String> words) {
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

    /** @throws Failure in the words of a person, since those of the contract say nothing of the option */
    public JsonNode value(String word) {
        if (!word.matches(form)) {
            throw new Failure(
                    ExitCode.USAGE,
                    option + " takes " + words + "; '" + word + "' is none.",
                    "Nothing was changed. --help shows the options.");
        }
        return word.matches("\\d+") ? IntNode.valueOf(Integer.parseInt(word)) : TextNode.valueOf(word);
    }
}
