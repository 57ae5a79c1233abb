/**
 * The schema of a Nailgun database: whether Octane knows it, what Octane adds to it and removes again, and loading a dump.
 */
package org.octane.nailgun.schema;
