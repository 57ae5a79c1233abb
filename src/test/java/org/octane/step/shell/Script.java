package org.octane.step.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.octane.step.shell.Command.Place;

/** Reads a script into its commands: a small part of bash's grammar, that which node scripts use. */
public final class Script {

    private static final Set<String> ENDS = Set.of("then", "do", "done", "fi", "else", "elif", "esac", "}");

    private static final Pattern KEPT = Pattern.compile(" *\\w+=(\\$\\?\\s|\"\\$\\{PIPESTATUS\\[)");

    private final String text;
    private final Words words;
    private final Deque<String> documents = new ArrayDeque<>();
    int at;

    private Script(String text) {
        this.text = text;
        this.words = new Words(this, text);
    }

    public static List<Command> commands(String text) {
        var script = new Script(text);
        var commands = script.list();
        if (script.at < text.length()) {
            throw new IllegalArgumentException("line " + script.line() + ": not understood: "
                    + text.substring(script.at).lines().findFirst().orElse(""));
        }
        return commands;
    }

    int line() {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    boolean here(String what) {
        return text.startsWith(what, at);
    }

    private boolean took(String what) {
        if (!here(what)) {
            return false;
        }
        at += what.length();
        return true;
    }

    private void expect(String what) {
        blanks(true);
        if (!took(what)) {
            throw new IllegalArgumentException("line " + line() + ": no " + what);
        }
    }

    void blanks(boolean lines) {
        while (at < text.length()) {
            if (here("\\\n")) {
                at += 2;
            } else if (text.charAt(at) == ' ' || text.charAt(at) == '\t') {
                at++;
            } else if (text.charAt(at) == '#') {
                at = Math.max(at, text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at));
            } else if (lines && text.charAt(at) == '\n') {
                newline();
            } else {
                return;
            }
        }
    }

    private void newline() {
        at++;
        while (!documents.isEmpty()) {
            var end = documents.remove();
            while (!here(end + "\n")) {
                at = text.indexOf('\n', at) + 1;
            }
            at += end.length() + 1;
        }
    }

    /** Commands until something that ends a list. */
    List<Command> list() {
        var all = new ArrayList<Command>();
        for (blanks(true); at < text.length() && !here(")") && !here(";;") && !ends(); blanks(true)) {
            all.addAll(joined());
            blanks(false);
            if (here("&") && !here("&&")) {
                at++;
                all.get(all.size() - 1).background();
            } else if (here(";") && !here(";;")) {
                at++;
            }
        }
        return all;
    }

    private boolean ends() {
        return ENDS.stream().anyMatch(this::word);
    }

    /** Whether that very word is next. */
    private boolean word(String word) {
        return here(word)
                && (at + word.length() == text.length() || " \t\n;)&|<>".indexOf(text.charAt(at + word.length())) >= 0);
    }

    private boolean tookWord(String word) {
        if (!word(word)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private List<Command> joined() {
        var all = new ArrayList<Command>();
        while (true) {
            blanks(true);
            var pipe = pipe();
            all.addAll(pipe);
            blanks(false);
            if (!here("&&") && !here("||")) {
                return all;
            }
            at += 2;
            var place = KEPT.matcher(text.substring(at)).lookingAt() ? Place.KEPT : Place.CONDITION;
            pipe.forEach(command -> command.stands(place));
        }
    }

    private List<Command> pipe() {
        boolean denied = tookWord("!");
        var all = new ArrayList<Command>();
        do {
            blanks(true);
            var command = command();
            if (!all.isEmpty()) {
                command.reads(all.get(all.size() - 1));
            }
            all.add(command);
            blanks(false);
        } while (here("|") && !here("||") && took("|"));
        if (denied) {
            all.forEach(command -> command.stands(Place.CONDITION));
        }
        return all;
    }

    private Command command() {
        var command = new Command(line());
        if (tookWord("{")) {
            command.inside(list(), Place.PLAIN);
            expect("}");
        } else if (here("((")) {
            at = text.indexOf("))", at) + 2;
        } else if (took("(")) {
            command.inside(list(), Place.PLAIN);
            expect(")");
        } else if (tookWord("if")) {
            branches(command);
        } else if (tookWord("while") || tookWord("until")) {
            command.inside(list(), Place.CONDITION);
            body(command);
        } else if (tookWord("for")) {
            blanks(false);
            at = here("((") ? text.indexOf("))", at) + 2 : at;
            words.until(command, ";\n", "for");
            took(";");
            body(command);
        } else if (tookWord("case")) {
            cases(command);
        } else {
            simple(command);
            return command;
        }
        words.redirections(command);
        return command;
    }

    private void branches(Command command) {
        do {
            command.inside(list(), Place.CONDITION);
            expect("then");
            command.inside(list(), Place.PLAIN);
        } while (tookWord("elif"));
        if (tookWord("else")) {
            command.inside(list(), Place.PLAIN);
        }
        expect("fi");
    }

    private void body(Command command) {
        expect("do");
        command.inside(list(), Place.PLAIN);
        expect("done");
    }

    private void cases(Command command) {
        blanks(false);
        words.word(command, false);
        expect("in");
        for (blanks(true); !tookWord("esac"); blanks(true)) {
            took("(");
            while (!took(")")) {
                blanks(true);
                took("|");
                blanks(true);
                if (!here(")")) {
                    words.word(command, false);
                }
            }
            command.inside(list(), Place.PLAIN);
            took(";;");
        }
    }

    private void simple(Command command) {
        int begun = at;
        words.until(command, ";\n&|)", "");
        if (command.words().size() == 1 && here("()")) {
            at += 2;
            blanks(true);
            command.function(command.name());
            command.inside(List.of(command()), Place.PLAIN);
        } else if (at == begun) {
            throw new IllegalArgumentException("line " + line() + ": not understood");
        }
    }

    void document(String end) {
        documents.add(end);
    }
}
