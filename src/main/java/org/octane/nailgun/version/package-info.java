/**
 * Versions of a cluster's settings, one for each release, while the cluster goes from one to another in place; and what others do
 * to it meanwhile.
 */
package org.octane.nailgun.version;
