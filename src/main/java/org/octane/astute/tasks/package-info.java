/** A release's deployment tasks as Astute gets them: who runs which, in which order, with what Nailgun adds itself. */
package org.octane.astute.tasks;
