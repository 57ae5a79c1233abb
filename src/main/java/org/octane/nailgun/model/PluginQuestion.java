package org.octane.nailgun.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an installed plugin is asked when its cluster goes to another release.
 *
 * @param version of the plugin that the cluster has
 * @param from version of the cluster's release, such as {@code 2014.2.2-6.1}
 * @param to version of the release that the cluster goes to
 * @param settings values by name
 */
public record PluginQuestion(String plugin, String version, String from, String to, ObjectNode settings) {}
