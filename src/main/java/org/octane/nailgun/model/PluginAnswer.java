package org.octane.nailgun.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a plugin goes to another release.
 *
 * @param version of the plugin that the cluster has there; it has to be installed on the Fuel master
 * @param settings values by name, in that version
 */
public record PluginAnswer(String version, ObjectNode settings) {}
