/** Nailgun's language of conditions: parsed, and evaluated on the settings of a cluster. */
package org.octane.astute.condition;
