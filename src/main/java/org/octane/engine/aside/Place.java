package org.octane.engine.aside;

/**
 * Where a batch is among the groups of its upgrade.
 *
 * @param first number of its first group
 * @param last number of its last group
 * @param lastCut number of the last group of what was cut out of it, or its own
 * @param next number of the first group of the next batch of its role, or of one with which that goes; null if there is none
 * @param beyond number of the first group that comes after all of those batches, null if there is none
 */
record Place(int first, int last, int lastCut, Integer next, Integer beyond) {}
