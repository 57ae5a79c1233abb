package org.octane.plan;

import java.util.Locale;

/**
 * What one pre-flight check came to; its texts are shown to operators.
 *
 * @param check its name, in kebab-case; it is ignored by this name
 * @param found what was found, or why there was nothing to look at, in a sentence
 * @param why why it matters
 * @param remedy what to do, empty unless it failed
 */
public record Finding(String check, Result result, String found, String why, String remedy) {

    /** How a check ended. */
    public enum Result {
        PASSED,
        FAILED,
        /** It failed, and a person has said that this is all right. */
        IGNORED,
        NOT_APPLICABLE;

        /** As the API writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean is(Result wanted) {
        return result == wanted;
    }
}
