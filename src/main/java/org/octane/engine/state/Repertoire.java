package org.octane.engine.state;

import java.util.Collection;

/**
 * What this server can run; all else is left to others, which may be of another release or have other steps of their own.
 *
 * @param schemaNumber of its newest migration, by which releases are told apart: a row says from which one on it is understood
 * @param steps the names of all steps that it has routes for
 */
public record Repertoire(int schemaNumber, String... steps) {

    /**
     * Written with each step that is planned. A release that gives rows another meaning (a parameter that is told otherwise, an option that
     * a step has to heed) sets it to the number of its newest migration: servers before it then leave these steps alone.
     */
    public static final int PLANS_ARE_UNDERSTOOD_FROM = 280;

    public static Repertoire of(int schemaNumber, Collection<String> steps) {
        return new Repertoire(schemaNumber, steps.stream().sorted().toArray(String[]::new));
    }
}
