/**
 * Updates of clusters to another release of the same OpenStack, as Nailgun 5.1 to 8.0 have them: which nodes go, and what is noted
 * of it. Statuses and sentences are the real one's.
 */
package org.octane.nailgun.update;
