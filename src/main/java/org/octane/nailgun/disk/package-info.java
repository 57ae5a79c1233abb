/**
 * The disks of nodes and the volumes on them: which data an installation keeps, and how a server is laid out like another.
 */
package org.octane.nailgun.disk;
