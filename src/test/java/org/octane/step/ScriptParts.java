package org.octane.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which parts of {@code lib/} a script names, and which it uses: it calls a function or reads a variable of theirs. */
record ScriptParts(Path scripts) {

    private static final Pattern NAMED = Pattern.compile("(?m)^\\. (.*)$");
    private static final Pattern DEFINED = Pattern.compile("(?m)^(\\w+)(?:\\(\\)|=)");
    private static final Pattern WORD = Pattern.compile("(?<![\\w.-])[A-Za-z_]\\w*(?![\\w(=.-])");

    /** A sentence for each part that a script names in vain, or uses without naming it. */
    List<String> problems(Path script) throws IOException {
        var code = String.join("\n", ScriptText.code(script));
        var definedIn = definitions();
        var used = WORD.matcher(code)
                .results()
                .map(MatchResult::group)
                .filter(definedIn::containsKey)
                .collect(Collectors.groupingBy(definedIn::get, TreeMap::new, Collectors.toCollection(TreeSet::new)));
        var self = name(script);
        if (self.startsWith("lib/")) {
            used.remove(part(script));
        } else {
            // The last line that is sent calls main.
            used.computeIfAbsent("frame", frame -> new TreeSet<>()).add("main");
        }
        var problems = new ArrayList<String>();
        var named = named(code, self, problems);
        used.forEach((part, words) -> {
            if (!named.contains(part)) {
                problems.add("%s uses %s of lib/%s.sh and does not name it: add the line `. ../lib/%s.sh`."
                        .formatted(self, String.join(", ", words), part, part));
            }
        });
        named.stream()
                .filter(part -> !used.containsKey(part))
                .map(part -> "%s names lib/%s.sh and uses nothing of it: remove the line.".formatted(self, part))
                .forEach(problems::add);
        return problems;
    }

    /** Parts that nobody names are sent to no node. */
    Set<String> parts() throws IOException {
        try (var files = Files.list(scripts.resolve("lib"))) {
            return files.map(ScriptParts::part).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    Set<String> named(Path script) {
        return named(String.join("\n", ScriptText.code(script)), name(script), new ArrayList<>());
    }

    private Set<String> named(String code, String self, List<String> problems) {
        var named = new LinkedHashSet<String>();
        NAMED.matcher(code).results().map(line -> line.group(1).strip()).forEach(file -> {
            if (!file.matches("\\.\\./lib/[a-z-]+\\.sh") || !Files.exists(scripts.resolve(file.substring(3)))) {
                problems.add("%s names %s, which is no part: it would be read on the node.".formatted(self, file));
            } else if (!named.add(part(Path.of(file)))) {
                problems.add("%s names %s twice.".formatted(self, file.substring(3)));
            }
        });
        return named;
    }

    private Map<String, String> definitions() throws IOException {
        var definedIn = new TreeMap<String, String>();
        for (var part : parts()) {
            var code = String.join("\n", ScriptText.code(scripts.resolve("lib/" + part + ".sh")));
            DEFINED.matcher(code).results().map(found -> found.group(1)).forEach(word -> definedIn.put(word, part));
        }
        return definedIn;
    }

    private String name(Path script) {
        return scripts.relativize(script).toString();
    }

    private static String part(Path file) {
        return file.getFileName().toString().replaceFirst("\\.sh$", "");
    }
}
