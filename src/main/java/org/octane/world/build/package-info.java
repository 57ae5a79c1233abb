/**
 * Builds the simulated cloud that Nailgun's tables describe: variables from its rows, and the admin scripts that make the
 * Fuel master, nodes and environments of them.
 */
package org.octane.world.build;
