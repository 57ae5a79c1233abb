package org.octane.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Batches in words: {@code 4 batches of 1, 2, 2, 1 nodes}. */
final class BatchText {

    private BatchText() {}

    /** Batches of the same size that follow each other are counted. */
    static String sizes(JsonNode sizes) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < sizes.size()) {
            int size = sizes.get(i).asInt();
            int same = 0;
            while (i < sizes.size() && sizes.get(i).asInt() == size) {
                same++;
                i++;
            }
            words.add((same > 1 ? same + " x " : "") + size);
        }
        return sizes.size() + (sizes.size() == 1 ? " batch of " : " batches of ") + String.join(", ", words);
    }
}
