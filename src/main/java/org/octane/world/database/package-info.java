/**
 * The world's PostgreSQL, and the Nailgun database in it: filled from the sample or from a dump, and read to build the
 * simulated cloud.
 */
package org.octane.world.database;
