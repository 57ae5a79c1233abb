package org.octane.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.octane.step.StepOutput.Source;

/** Tells a text that a step prints for the second time in a row: one that waits says the same at each look. */
final class Repeats {

    private static final int SOURCES = 1_000;

    private final Map<Source, Said> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Said> eldest) {
            return size() > SOURCES;
        }
    };

    private record Said(int hash, int length, int times) {}

    /** @return how often the text before this one was said again without being kept; -1: this is the same text once more */
    synchronized int before(Source from, String text) {
        var said = last.get(from);
        if (said != null && said.hash() == text.hashCode() && said.length() == text.length()) {
            last.put(from, new Said(said.hash(), said.length(), said.times() + 1));
            return -1;
        }
        last.put(from, new Said(text.hashCode(), text.length(), 0));
        return said == null ? 0 : said.times();
    }
}
