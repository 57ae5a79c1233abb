/**
 * Astute, who installs nodes: what is cast to it is made from Nailgun's tables in the shape of the real Nailgun's
 * messages, at most one cast is in flight, and its replies become the nodes' progress and the end of steps' waits.
 */
package org.octane.astute;
