/** What moves from the original's controllers to the seed's. */
package org.octane.step.upgradedb;
