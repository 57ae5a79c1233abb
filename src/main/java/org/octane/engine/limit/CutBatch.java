package org.octane.engine.limit;

import java.util.List;

/**
 * A batch of an upgrade.
 *
 * @param atOnce how many of its role may be away at once since it was cut
 * @param first number of its first group
 * @param begun whether a step of it has begun
 * @param turn id of the step that waits for its turn, or has; null: there is none, or it has not begun
 */
record CutBatch(
        int unit, int stageNumber, int atOnce, List<Integer> nodes, int first, int last, boolean begun, Long turn) {}
