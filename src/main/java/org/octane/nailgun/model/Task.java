package org.octane.nailgun.model;

/** A task as Nailgun keeps it; its uuid is what Astute's replies name. */
public record Task(int id, String uuid) {}
