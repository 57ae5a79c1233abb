package org.octane.conformance;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where Octane's updates differ from the real one's, each with its reason. A difference that stands in no line fails the test; so does
 * a line that no difference needs.
 *
 * @param step the version and the call or message with its note, as a regular expression
 * @param difference as a regular expression
 */
record PatchingDeviation(Pattern step, Pattern difference, String reason) {

    private static final String ANY = ".*";

    static final List<PatchingDeviation> TABLE = List.of();

    private static PatchingDeviation of(String step, String difference, String reason) {
        return new PatchingDeviation(
                Pattern.compile(step, Pattern.DOTALL), Pattern.compile(difference, Pattern.DOTALL), reason);
    }

    boolean covers(String step, String difference) {
        return this.step.matcher(step).matches()
                && this.difference.matcher(difference).matches();
    }
}
