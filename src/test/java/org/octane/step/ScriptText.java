package org.octane.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts of the scripts that are sent to nodes. */
final class ScriptText {

    static final Path SCRIPTS = Path.of("src/main/resources/node");

    private ScriptText() {}

    static Stream<Path> all() throws IOException {
        try (var files = Files.walk(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".sh")).toList().stream();
        }
    }

    /** Its lines without comments and without documents written elsewhere. */
    static List<String> code(Path script) {
        try {
            var code = new ArrayList<String>();
            String end = null;
            for (var line : Files.readAllLines(script)) {
                if (end != null) {
                    end = line.equals(end) ? null : end;
                } else {
                    code.add(line.replaceFirst("(^|\\s)#.*", ""));
                    var document = Pattern.compile("<<'?([A-Z]+)'?").matcher(line);
                    end = document.find() ? document.group(1) : null;
                }
            }
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
