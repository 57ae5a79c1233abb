package org.octane.plan.catalogue;

/**
 * What a step runs.
 *
 * @param name path of the script below {@code node/}, kind of the cast, name of the bean; for a copy and a route the step's
 */
public record Run(Kind kind, String name) {

    /** In what a step is written. */
    public enum Kind {
        /** A script on the step's node. */
        SCRIPT,
        /** A script about the step's nodes that runs on the seed's first controller. */
        CONTROLLER_SCRIPT,
        /** Something that Astute does: {@code provision}, {@code deploy} and others. */
        CAST,
        /** A bean with the methods check, act, verify and undo. */
        BEAN,
        /** Files, named by the parameter {@code files}, that go from the first of the original's controllers to the step's node. */
        COPY,
        /** A route {@code direct:step-<name>} of its own. */
        ROUTE,
        /** Nothing: it waits until a person approves of what comes next. Only upgrades that are interactive have it. */
        APPROVAL,
        /** Nothing: it waits for the turn of a batch or a stage. The planner places it, no file does. */
        TURN
    }

    /** The folder of scripts that an operator has beside his own steps. */
    public static final String OWN_SCRIPTS = "steps.d";

    public boolean isScript() {
        return kind == Kind.SCRIPT || kind == Kind.CONTROLLER_SCRIPT;
    }

    /**
     * @param text such as {@code script}, {@code script pin-level}, {@code bean copyVips}
     * @param folder where scripts are that name none
     */
    static Run of(String where, String text, String folder, String step) {
        var words = text.strip().split("\\s+");
        var kind = DefinitionWords.constant(where, "run", words[0], Kind.class);
        var name = words.length == 2 ? words[1] : null;
        boolean needsName = kind == Kind.CAST || kind == Kind.BEAN;
        boolean hasNone = kind == Kind.COPY || kind == Kind.ROUTE || kind == Kind.APPROVAL;
        boolean inFiles = kind != Kind.TURN;
        if (!inFiles || words.length > 2 || needsName && name == null || hasNone && name != null) {
            throw new InvalidDefinition(
                    where,
                    "'run: " + text
                            + "' is none of script [NAME], controller-script [NAME], cast NAME, bean NAME, copy, route, approval");
        }
        var run = new Run(kind, name == null ? step : name);
        return run.isScript() && !run.name.contains("/") ? new Run(kind, folder + "/" + run.name) : run;
    }
}
