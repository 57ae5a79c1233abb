package org.octane.nailgun.deployment;

/**
 * What Astute says of a node.
 *
 * @param status null if not said
 * @param progress in percent, null if not said
 * @param errorMessage null if not said
 * @param online null if not said
 */
public record NodeReport(int id, String status, Integer progress, String errorMessage, Boolean online) {}
