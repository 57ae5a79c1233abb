/**
 * What Nailgun keeps, as records: clusters, releases, nodes, networks and their addresses. No SQL; what follows from a
 * record alone is a method of it.
 */
package org.octane.nailgun.model;
