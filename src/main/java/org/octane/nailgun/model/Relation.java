package org.octane.nailgun.model;

/** Which cluster is the seed of which, while an upgrade goes on. */
public record Relation(int original, int seed) {}
