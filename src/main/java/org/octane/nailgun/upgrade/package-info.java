/**
 * Upgrades in place, as Nailgun has them: when one may begin, the task that shows it, and the statuses of the cluster and its nodes.
 * What is done to nodes is the engine's.
 */
package org.octane.nailgun.upgrade;
