package org.octane.step.shell;

import org.octane.step.shell.Command.Place;

/** The words of a command, with the commands that stand in them. */
final class Words {

    private final Script script;
    private final String text;

    Words(Script script, String text) {
        this.script = script;
        this.text = text;
    }

    /** Words and redirections up to one of these characters, or to {@code [[ … ]]}'s end. */
    void until(Command command, String ends, String keyword) {
        boolean test = false;
        for (script.blanks(false); script.at < text.length(); script.blanks(test)) {
            char c = text.charAt(script.at);
            if (test && "&|()<>;".indexOf(c) >= 0 && !script.here("<(")) {
                script.at++;
                continue;
            }
            if (ends.indexOf(c) >= 0 || c == '(' && keyword.isEmpty() && !test) {
                return;
            }
            if (!redirection(command)) {
                int begun = script.at;
                word(command, keyword.isEmpty());
                test |= command.words().size() == 1 && text.startsWith("[[", begun);
                if (script.at == begun) {
                    throw new IllegalArgumentException("line " + script.line() + ": not understood");
                }
                test &= !text.substring(begun, script.at).equals("]]");
            }
        }
    }

    void redirections(Command command) {
        script.blanks(false);
        while (redirection(command)) {
            script.blanks(false);
        }
    }

    private boolean redirection(Command command) {
        int i = script.at;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        if (i >= text.length() || "<>".indexOf(text.charAt(i)) < 0 || text.startsWith("<(", i)) {
            return false;
        }
        script.at = i;
        if (script.here("<<<")) {
            script.at += 3;
        } else if (script.here("<<")) {
            script.at += 2;
            int begun = script.at;
            word(new Command(script.line()), false);
            script.document(text.substring(begun, script.at).replaceAll("['\"]", ""));
            return true;
        } else {
            while (">&<".indexOf(text.charAt(script.at)) >= 0 && !script.here("<(")) {
                script.at++;
            }
        }
        script.blanks(false);
        word(command, false);
        return true;
    }

    /** One word; what it substitutes is inside the command. */
    void word(Command command, boolean counts) {
        int begun = script.at;
        while (script.at < text.length() && " \t\n;&|)<>".indexOf(text.charAt(script.at)) < 0) {
            char c = text.charAt(script.at);
            if (c == '(') {
                if (text.charAt(script.at - 1) != '=') {
                    break;
                }
                script.at++;
                for (script.blanks(true); !script.here(")"); script.blanks(true)) {
                    word(command, false);
                }
                script.at++;
            } else {
                part(command);
            }
        }
        if (script.here("<(") && script.at == begun) {
            script.at += 2;
            substitution(command, Place.PROCESS);
        }
        if (counts) {
            command.word(text.substring(begun, script.at));
        }
    }

    /** A character, or what quotes or a dollar enclose. */
    private void part(Command command) {
        if (script.here("$((")) {
            script.at += 3;
            while (!script.here("))")) {
                part(command);
            }
            script.at += 2;
        } else if (script.here("$(")) {
            script.at += 2;
            substitution(command, Place.SUBSTITUTION);
        } else if (script.here("${")) {
            script.at += 2;
            while (!script.here("}")) {
                part(command);
            }
            script.at++;
        } else if (script.here("\\")) {
            script.at += 2;
        } else if (script.here("$'")) {
            for (script.at += 2; !script.here("'"); script.at++) {
                if (script.here("\\")) {
                    script.at++;
                }
            }
            script.at++;
        } else if (script.here("'")) {
            script.at = text.indexOf('\'', script.at + 1) + 1;
        } else if (script.here("\"")) {
            for (script.at++; !script.here("\""); ) {
                if (script.here("'") || script.here("$'")) {
                    script.at++;
                } else {
                    part(command);
                }
            }
            script.at++;
        } else {
            script.at++;
        }
    }

    private void substitution(Command command, Place place) {
        command.inside(script.list(), place);
        script.blanks(true);
        if (!script.here(")")) {
            throw new IllegalArgumentException("line " + script.line() + ": $( without )");
        }
        script.at++;
    }
}
