package org.octane.engine.limit;

import java.util.List;

/**
 * The nodes of a role in a batch of an upgrade.
 *
 * @param number its own
 * @param unit of its groups, which batches of other roles may go through as well
 * @param row the first of the roles whose batches go together, null: its role's go alone
 * @param first number of its first group
 * @param begun whether a step of it has begun
 * @param turn id of the step that waits for its turn, or has; null: there is none, or it has not begun
 */
record CutBatch(
        int number,
        int unit,
        int stageNumber,
        String role,
        String row,
        List<Integer> nodes,
        int first,
        int last,
        boolean begun,
        Long turn) {}
