/** The stage upgrade-node: nodes change the cluster with their data in place. */
package org.octane.step.upgradenode;
