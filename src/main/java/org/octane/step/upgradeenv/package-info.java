/** The stage upgrade-env: the seed, its controllers, its addresses. */
package org.octane.step.upgradeenv;
