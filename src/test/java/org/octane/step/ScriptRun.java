package org.octane.step;

import java.util.Map;
import java.util.TreeMap;

/** How a script ended. */
public record ScriptRun(int exit, String out, String err) {

    public static final int MISSING = 3;
    public static final int REFUSED = 4;
    public static final int NO_ANSWER = 69;
    public static final int BUSY = 75;

    /** The results it left. */
    public Map<String, String> results() {
        var results = new TreeMap<String, String>();
        out.lines().filter(line -> line.startsWith("octane-result ")).forEach(line -> {
            var words = line.split(" ", 3);
            results.put(words[1], words[2]);
        });
        return results;
    }
}
