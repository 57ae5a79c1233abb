package org.octane.step.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.octane.step.shell.Command.Place;

/** Whether a script asks programs in the words of {@code node/lib/frame.sh}, so that no failure of one is lost. */
public final class Answers {

    private static final Set<String> BUILTIN = Set.of(
            "",
            ".",
            ":",
            "[",
            "[[",
            "break",
            "cd",
            "command",
            "compgen",
            "continue",
            "declare",
            "echo",
            "eval",
            "exec",
            "exit",
            "export",
            "false",
            "kill",
            "local",
            "mapfile",
            "printf",
            "read",
            "readonly",
            "return",
            "set",
            "shift",
            "trap",
            "true",
            "type",
            "umask",
            "unset",
            "wait");
    private static final Set<String> VERDICTS = Set.of("missing", "refuse", "fail", "busy", "unknown");
    private static final Set<String> ANSWERED = Set.of(
            "answer", "answer_if_any", "answer_unless", "ask", "holds", "wait_until", "output_matches", "result");
    private static final Set<String> WRITERS = Set.of("write_file", "change_file", "remember", "remember_for_pair");
    /** Functions that run one program, and end with its exit code. */
    private static final Set<String> PROGRAMS = Set.of(
            "within", "as_admin", "ask_ceph", "sql", "vsctl", "broker", "exclusive", "seal", "unseal", "unsealed");
    /** They talk to somebody else, who may not answer for ever. */
    private static final Set<String> MAY_HANG = Set.of(
            "nova",
            "neutron",
            "glance",
            "cinder",
            "keystone",
            "openstack",
            "ceph",
            "mysql",
            "ovs-vsctl",
            "initctl",
            "status",
            "start",
            "stop",
            "restart",
            "service",
            "pcs",
            "crm",
            "crm_mon",
            "crm_resource",
            "cibadmin",
            "rabbitmqctl",
            "rabbitmq-plugins",
            "dockerctl");
    /** How many words stand in front of the command that they run. */
    private static final Map<String, Integer> RUNS = Map.ofEntries(
            Map.entry("answer", 2),
            Map.entry("answer_unless", 3),
            Map.entry("answer_if_any", 2),
            Map.entry("ask", 1),
            Map.entry("try", 1),
            Map.entry("wait_until", 2),
            Map.entry("output_matches", 2),
            Map.entry("remember", 2),
            Map.entry("remember_for_pair", 2),
            Map.entry("write_file", 3),
            Map.entry("change_file", 3),
            Map.entry("exclusive", 2));

    private final Map<String, Command> functions = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final String file;

    private Answers(String file) {
        this.file = file;
    }

    /**
     * @param file its name in the problems
     * @param parts texts whose functions it may call
     * @return a line for each command whose failure would be lost, with what to write instead
     */
    public static List<String> problems(String file, String text, List<String> parts) {
        var answers = new Answers(file);
        parts.forEach(part -> answers.define(Script.commands(part)));
        var commands = Script.commands(text);
        answers.define(commands);
        commands.forEach(command -> answers.look(command, Place.PLAIN, false));
        return answers.problems;
    }

    private void define(List<Command> commands) {
        commands.stream().filter(c -> !c.function().isEmpty()).forEach(c -> functions.put(c.function(), c));
    }

    private void look(Command command, Place around, boolean said) {
        var place = command.place() == Place.PLAIN ? around : command.place();
        if (command.function().isEmpty()) {
            judge(command, place, said);
        }
        boolean compound = command.words().isEmpty() || !command.function().isEmpty();
        var inner = compound && command.function().isEmpty() && place == Place.CONDITION ? place : Place.PLAIN;
        boolean words = VERDICTS.contains(command.name()) || said && !compound;
        command.inside().forEach(c -> look(c, inner, words));
    }

    private void judge(Command command, Place place, boolean said) {
        var name = command.name();
        var runs = run(command.words());
        if (WRITERS.contains(name) && !command.reads().isEmpty()) {
            problem(
                    command,
                    "a pipe into " + name + " leaves half of what a failing command says; write: " + name
                            + " … COMMAND…");
        }
        // what streams into a program ends with its job
        if (!runs.isEmpty()
                && MAY_HANG.contains(runs.get(0))
                && !isFunction(runs)
                && command.reads().isEmpty()) {
            problem(command, runs.get(0) + " may hang; write: within SECONDS " + runs.get(0) + " …");
        }
        if ((name.equals("ask") || name.equals("try")) && isFunction(runs) && !PROGRAMS.contains(runs.get(0))) {
            problem(
                    command,
                    runs.get(0) + " is a function: a failure inside it would be lost or be its no; leave out " + name
                            + ", and ask its programs in it");
        }
        if (name.equals("wait_until") && !isQuestion(runs)) {
            problem(command, "a failure inside " + runs.get(0) + " would be lost: ask its programs by answer or ask");
        }
        if (command.inBackground() && isProgram(name) && !name.equals("try")) {
            problem(command, "nobody hears how " + name + " ends in the background; write: try " + name + " … &");
        }
        switch (place) {
            case CONDITION -> {
                if (!isQuestion(command.words())) {
                    problem(
                            command,
                            "a failure of " + name + " would be a no; write: ask " + name
                                    + " …, or try where it is an order, or make the function one of answer and ask");
                }
            }
            case KEPT -> {
                if (functions.containsKey(name) && !PROGRAMS.contains(name) && !isQuestion(command.words())) {
                    problem(command, "a failure inside " + name + " would be lost: ask its programs by answer or ask");
                }
            }
            case SUBSTITUTION -> {
                if (!said && !isPure(name, new HashSet<>())) {
                    problem(
                            command,
                            "a failure of " + name + " in $(…) would be lost; write: answer VARIABLE " + name + " …");
                }
            }
            case PROCESS -> {
                if (!isPure(name, new HashSet<>())) {
                    problem(
                            command,
                            "a failure of " + name + " in <(…) would be lost; write: answer VARIABLE " + name
                                    + " …, then <<<\"$VARIABLE\"");
                }
            }
            case PLAIN -> {}
        }
    }

    private void problem(Command command, String what) {
        problems.add(file + ":" + command.line() + ": " + what);
    }

    /** What a command of the frame runs in the end. */
    private static List<String> run(List<String> words) {
        var left = words;
        while (!left.isEmpty() && RUNS.containsKey(left.get(0))) {
            int from = RUNS.get(left.get(0));
            if (left.get(0).matches("ask|answer_unless")
                    && left.size() > 1
                    && left.get(1).startsWith("no=")) {
                from++;
            }
            left = left.subList(Math.min(from, left.size()), left.size());
        }
        return left;
    }

    private boolean isFunction(List<String> words) {
        return !words.isEmpty() && functions.containsKey(words.get(0));
    }

    private boolean isProgram(String name) {
        return !BUILTIN.contains(name) && !functions.containsKey(name);
    }

    private boolean isQuestion(List<String> words) {
        return words.isEmpty() || isQuestion(words.get(0), new HashSet<>());
    }

    /** Made of the frame's words and of bash's own commands alone. */
    private boolean isQuestion(String name, Set<String> seen) {
        if (BUILTIN.contains(name) || ANSWERED.contains(name) || VERDICTS.contains(name) || name.equals("try")) {
            return true;
        }
        var function = functions.get(name);
        return function != null
                && !PROGRAMS.contains(name)
                && (!seen.add(name) || all(function).allMatch(c -> isQuestion(c.name(), seen)));
    }

    private boolean isPure(String name, Set<String> seen) {
        var function = functions.get(name);
        return function == null
                ? BUILTIN.contains(name)
                : !seen.add(name) || all(function).allMatch(c -> isPure(c.name(), seen));
    }

    /** The commands of a function, at whatever depth, but not the function itself. */
    private static Stream<Command> all(Command function) {
        return function.inside().stream().flatMap(c -> Stream.concat(Stream.of(c), all(c)));
    }
}
