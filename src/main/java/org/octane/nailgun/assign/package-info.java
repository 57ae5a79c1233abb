/**
 * Moves nodes between an original and its seed, adds spare servers to a cluster, and makes nodes spare servers again.
 */
package org.octane.nailgun.assign;
