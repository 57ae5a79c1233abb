package org.octane.node.probe;

import java.util.List;
import java.util.Map;
import org.octane.step.StepFailure;

/**
 * What a node told when it was asked. What it did not tell is not known: neither none nor zero.
 *
 * @param whom it was asked, in a sentence
 * @param what it was asked: the script
 */
public record Told(String whom, String what, Map<String, String> words) {

    public Told {
        words = Map.copyOf(words);
    }

    /** @throws StepFailure it did not tell */
    public String of(String key) {
        var told = words.get(key);
        if (told == null) {
            throw notTold(key);
        }
        return told;
    }

    /** @throws StepFailure it told no whole number */
    public long number(String key) {
        var told = of(key);
        try {
            return Long.parseLong(told);
        } catch (NumberFormatException e) {
            throw notTold(key);
        }
    }

    /** Those whose keys begin so, in the order of their keys; there may be none. */
    public List<String> each(String prefix) {
        return words.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .map(words::get)
                .toList();
    }

    private StepFailure notTold(String key) {
        return StepFailure.passing(whom + " was asked for " + what + " and did not tell " + key + ".");
    }
}
