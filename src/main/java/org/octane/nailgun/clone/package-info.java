/**
 * Makes the seed of a cluster, compares it with its original, and removes it.
 */
package org.octane.nailgun.clone;
