/** The stage update-nodes: what is noted of an update in Nailgun before its first node and after its last. */
package org.octane.step.updatenodes;
