/**
 * The tables that everything else stands on: clusters, nodes, releases, tasks, the relation of an original and its seed.
 * Copies, inserts and changes rows with whatever columns a database has, since those of Fuel 7.0, 8.0 and 9.2 differ.
 */
package org.octane.nailgun.rows;
