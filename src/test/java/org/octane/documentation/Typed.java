package org.octane.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command in a console block of a document, and what the document says it prints.
 *
 * @param command without the prompt {@code $}; lines that end with a backslash are joined
 * @param printed its lines, may be none
 */
record Typed(String command, List<String> printed) {

    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");

    /** All commands of a document in the order in which they are read. */
    static List<Typed> in(Path document) throws IOException {
        var all = new ArrayList<Typed>();
        BLOCK.matcher(Files.readString(document))
                .results()
                .forEach(block -> all.addAll(ofBlock(block.group(1).replace("\\\n", ""))));
        return all;
    }

    private static List<Typed> ofBlock(String block) {
        var commands = new ArrayList<Typed>();
        for (var line : block.lines().toList()) {
            if (line.startsWith("$ ")) {
                commands.add(new Typed(line.substring(2).replaceAll(" +", " "), new ArrayList<>()));
            } else if (!commands.isEmpty()) {
                commands.get(commands.size() - 1).printed().add(line);
            }
        }
        return commands;
    }

    /** It prints what the document says. */
    boolean prints(String output) {
        return Printed.of(printed).matches(output);
    }
}
