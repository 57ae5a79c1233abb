/** What is probed, and from where: addresses of Nailgun and of a simulated cloud, nodes over SSH. */
package org.octane.server.probes;
