/**
 * Networks of clusters, addresses and virtual addresses in them, and the interfaces of nodes that carry them.
 */
package org.octane.nailgun.network;
