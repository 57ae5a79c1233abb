package org.octane.world.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code KIND@TARGET[:KEY=VALUE]…}, several separated by commas; a value in double quotes may hold anything. */
public final class FaultSpec {

    private static final Pattern NODE = Pattern.compile("(node-)?([0-9]+)|master|\\*");
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9._-]+|\\*");

    private FaultSpec() {}

    /**
     * Says whether faults can be read.
     *
     * @throws IllegalArgumentException with a sentence that names the part that can't, and the grammar
     */
    public static void check(String spec) {
        parse(spec);
    }

    /** @throws IllegalArgumentException see {@link #check} */
    static List<Fault> parse(String spec) {
        var faults = new ArrayList<Fault>();
        for (var part : QuotedText.split(spec, ',')) {
            faults.add(one(part.strip()));
        }
        return faults;
    }

    private static Fault one(String text) {
        var words = QuotedText.split(text, ':');
        var head = words.get(0).strip();
        var at = head.indexOf('@');
        var kind = kind(at < 0 ? head : head.substring(0, at), text);
        var target = at < 0 ? "" : head.substring(at + 1);
        var options = new EnumMap<FaultOption, String>(FaultOption.class);
        for (var word : words.subList(1, words.size())) {
            option(word.strip(), kind, text, options);
        }
        var fault = placed(text, kind, target, options);
        FaultValidation.hold(fault);
        return fault;
    }

    private static FaultKind kind(String word, String text) {
        for (var kind : FaultKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw wrong(text, "'" + word + "' is no kind of fault.");
    }

    private static void option(String word, FaultKind kind, String text, Map<FaultOption, String> options) {
        var equals = word.indexOf('=');
        var key = equals < 0 ? word : word.substring(0, equals);
        var option = kind.options().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow(() -> wrong(text, kind.word() + " has no option '" + key + "'."));
        var value = equals < 0 ? "" : QuotedText.value(word.substring(equals + 1));
        if (!option.takes(value)) {
            throw wrong(text, key + "=" + value + " is not " + option.rule() + ".");
        }
        if (options.put(option, value) != null) {
            throw wrong(text, key + " stands there twice.");
        }
    }

    private static Fault placed(String text, FaultKind kind, String target, Map<FaultOption, String> options) {
        var slash = target.indexOf('/');
        var first = slash < 0 ? target : target.substring(0, slash);
        var second = slash < 0 ? "" : target.substring(slash + 1);
        var fits =
                switch (kind.place()) {
                    case NODE -> isNode(first) && slash < 0;
                    case PROGRAM, RESOURCE -> isNode(first) && isProgram(second);
                    case NODE_OR_PROGRAM -> isNode(first) && (slash < 0 || isProgram(second));
                    case SERVICE ->
                        List.of("postgres", "broker", "astute", "worker").contains(target);
                    case REPLIES -> target.equals("replies");
                    case NOWHERE -> target.isEmpty();
                };
        if (!fits) {
            throw wrong(
                    text,
                    kind.place() == FaultKind.Place.NOWHERE
                            ? kind.word() + " has no target."
                            : "'" + target + "' is no " + kind.place().form() + ".");
        }
        return switch (kind.place()) {
            case NODE, PROGRAM, RESOURCE, NODE_OR_PROGRAM -> new Fault(text, kind, id(first), second, options);
            default -> new Fault(text, kind, "", target, options);
        };
    }

    private static boolean isNode(String word) {
        return NODE.matcher(word).matches();
    }

    private static boolean isProgram(String word) {
        return PROGRAM.matcher(word).matches();
    }

    /** {@code node-4} is the node 4. */
    static String id(String node) {
        return node.startsWith("node-") ? node.substring("node-".length()) : node;
    }

    static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("The fault '" + text + "' can't be read: " + why + "\n" + grammar());
    }

    /** How faults are written, over several lines. */
    static String grammar() {
        var lines = new StringBuilder(
                """
                Faults are written KIND@TARGET[:KEY=VALUE]…, several with commas between them. A value with , or : in it \
                stands in double quotes.
                NODE is node-4, master, or * for all. Every kind but random takes after=TIME and for=TIME (TIME is 500ms, \
                20s, 5m or 1h), and waits for when=[NODE/]PROGRAM or on=provision|deploy|remove|task to happen, the nth=N-th time.
                """);
        for (var kind : FaultKind.values()) {
            lines.append("  ").append(kind.word());
            lines.append(
                    kind.place() == FaultKind.Place.NOWHERE
                            ? ""
                            : "@" + kind.place().form());
            kind.needs().forEach(o -> lines.append(':').append(o.key()).append('='));
            kind.options().stream()
                    .filter(o -> !FaultKind.COMMON.contains(o) && !kind.needs().contains(o))
                    .forEach(o -> lines.append("[:").append(o.key()).append("=]"));
            lines.append("  ").append(kind.effect()).append('\n');
        }
        return lines.append("For instance: unreachable@node-4:after=10s:for=20s,fail@node-10/ceph-mon:times=3")
                .toString();
    }
}
