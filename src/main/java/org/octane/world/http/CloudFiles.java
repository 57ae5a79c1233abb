package org.octane.world.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.octane.world.database.NailgunRows;

/**
 * The files that the stand-ins keep current of what several nodes share.
 *
 * @param folder {@code $OCTANE_WORLD/cloud}
 */
record CloudFiles(Path folder) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final String NOBODY = "-";

    /** @param servedBy hostname; null: whoever answers can't tell */
    record Answer(int status, String servedBy, String release) {

        ObjectNode json() {
            return NailgunRows.JSON
                    .createObjectNode()
                    .put("served_by", servedBy)
                    .put("release", release);
        }
    }

    /** What the VIP answers; empty: nobody does. */
    Optional<Answer> api(String vip) throws IOException {
        if (!ADDRESS.matcher(vip).matches()) {
            return Optional.empty();
        }
        return firstLine(folder.resolve("api").resolve(vip)).map(line -> {
            var words = line.split(" +");
            return new Answer(Integer.parseInt(words[0]), word(words, 1), word(words, 2));
        });
    }

    /** Instances by uuid: {@code {state, host}}. */
    ObjectNode instances() throws IOException {
        var all = NailgunRows.JSON.createObjectNode();
        var vms = folder.resolve("vms");
        if (!Files.isDirectory(vms)) {
            return all;
        }
        try (var files = Files.newDirectoryStream(vms)) {
            for (var file : files) {
                // Drafts of files that are being replaced begin or end otherwise.
                if (file.getFileName().toString().matches("[0-9a-f-]+")) {
                    firstLine(file).ifPresent(line -> {
                        var words = line.split(" +");
                        all.putObject(file.getFileName().toString())
                                .put("state", word(words, 0))
                                .put("host", word(words, 1));
                    });
                }
            }
        }
        return all;
    }

    private static String word(String[] words, int index) {
        return index >= words.length || words[index].equals(NOBODY) ? null : words[index];
    }

    private static Optional<String> firstLine(Path file) throws IOException {
        try {
            return Files.readString(file).lines().findFirst().filter(line -> !line.isBlank());
        } catch (NoSuchFileException goneOrNeverThere) {
            return Optional.empty();
        }
    }
}
