package org.octane.plan;

/**
 * What one upgrade did of a stage.
 *
 * @param begun a step of it has
 * @param succeeded all its steps have, or were skipped by a person, and none was taken back
 */
public record StageRun(String stage, boolean begun, boolean succeeded) {}
