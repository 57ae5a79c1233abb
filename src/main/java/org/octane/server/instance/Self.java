package org.octane.server.instance;

import java.util.List;

/**
 * What a server tells others of itself.
 *
 * @param name the same after a restart, so that a server which was killed finds its row
 * @param broker addresses of the broker of its queues; null: one of its own, in its process
 * @param release as people call it; null where it is not known
 * @param schemaNumber of its newest migration, by which releases are told apart
 * @param steps the names of all steps that it can run
 */
public record Self(String name, String broker, String release, int schemaNumber, List<String> steps) {}
