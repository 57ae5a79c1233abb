package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What nodes are told of an update beside the release that they get.
 *
 * @param previousVersion of the release that they had
 * @param sources where packages and Puppet's files are, as Fuel 5.1 and 6.0 name it; empty: the attributes say it
 */
public record UpdateFacts(String previousVersion, ObjectNode sources) {}
