/** Checks of the cloud itself, asked on a controller: Ceph, nova, VMs, versions. */
package org.octane.preflight.cloud;
