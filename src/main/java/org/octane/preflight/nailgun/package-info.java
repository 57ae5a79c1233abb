/** Checks of what Nailgun knows: releases, clusters, nodes, spare servers. */
package org.octane.preflight.nailgun;
