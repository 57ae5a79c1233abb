package org.octane.step.shell;

import java.util.ArrayList;
import java.util.List;

/** A command of a script, simple or compound, with those inside it. */
public final class Command {

    /** Where a command stands in the one around it. */
    public enum Place {
        /** Its failure ends the script. */
        PLAIN,
        /** Asked by if, while, until, ! or in front of && and ||: its failure is a no. */
        CONDITION,
        /** In front of {@code || code=$?}, or {@code || codes="${PIPESTATUS[0]} …"}: its code is kept. */
        KEPT,
        /** Inside {@code $(…)}. */
        SUBSTITUTION,
        /** Inside {@code <(…)}. */
        PROCESS
    }

    private final int line;
    private final List<String> words = new ArrayList<>();
    private final List<Command> inside = new ArrayList<>();
    private Place place = Place.PLAIN;
    private String function = "";
    private String reads = "";
    private boolean background;

    Command(int line) {
        this.line = line;
    }

    void word(String word) {
        words.add(word);
    }

    void inside(List<Command> commands, Place where) {
        for (var command : commands) {
            command.stands(where);
            inside.add(command);
        }
    }

    Command stands(Place where) {
        if (place == Place.PLAIN) {
            place = where;
        }
        return this;
    }

    void function(String name) {
        function = name;
    }

    void reads(Command other) {
        reads = other.name();
    }

    void background() {
        background = true;
    }

    public int line() {
        return line;
    }

    /** Assignments in front of it left out; none of a compound command. */
    public List<String> words() {
        int first = 0;
        while (first < words.size() && words.get(first).matches("(?s)[A-Za-z_][A-Za-z0-9_]*(\\[[^]]*])?\\+?=.*")) {
            first++;
        }
        return words.subList(first, words.size());
    }

    public String name() {
        return words().isEmpty() ? "" : words().get(0);
    }

    public Place place() {
        return place;
    }

    /** The function that it defines, else empty. */
    public String function() {
        return function;
    }

    /** The command whose output a pipe gives it, else empty; {@code (…)} for a compound one. */
    public String reads() {
        return reads;
    }

    public boolean inBackground() {
        return background;
    }

    /** Those directly inside it: of its body, its conditions and its words. */
    public List<Command> inside() {
        return inside;
    }
}
