/** Checks whether there is room on disks. */
package org.octane.preflight.room;
