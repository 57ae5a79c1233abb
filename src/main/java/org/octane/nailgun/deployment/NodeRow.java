package org.octane.nailgun.deployment;

/** Nailgun's row of a node, as far as a task changes it. */
record NodeRow(int id, String name, String status, int progress, String error) {}
