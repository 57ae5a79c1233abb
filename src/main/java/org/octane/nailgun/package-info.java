/**
 * The Nailgun database as a domain: clusters, nodes, releases; the clone of a cluster for another release, the
 * assignment of nodes to it, and what Nailgun's own REST API answers. Uses nothing newer than PostgreSQL 9.3, and looks
 * at the columns that are there: databases of Fuel 7.0, 8.0 and 9.2 differ.
 */
package org.octane.nailgun;
