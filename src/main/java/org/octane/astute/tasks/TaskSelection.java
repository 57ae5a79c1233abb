package org.octane.astute.tasks;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which of a release's tasks are run; groups and stages always keep their place.
 *
 * @param named ids that were asked for; empty: all
 * @param includes whether a task is run
 */
public record TaskSelection(Set<String> named, Predicate<String> includes) {

    public static final TaskSelection ALL = new TaskSelection(Set.of(), id -> true);

    /** These tasks and no others. */
    public static TaskSelection only(Set<String> ids) {
        return new TaskSelection(ids, ids::contains);
    }

    /** All tasks but these. */
    public static TaskSelection without(Set<String> ids) {
        return new TaskSelection(Set.of(), id -> !ids.contains(id));
    }

    boolean includes(String id) {
        return includes.test(id);
    }

    /** @throws TaskFault a task was asked for that is not there */
    void check(Set<String> known) {
        var absent = new TreeSet<>(named);
        absent.removeAll(known);
        if (!absent.isEmpty()) {
            throw new TaskFault("No deployment task has the id " + String.join(", ", absent));
        }
    }
}
