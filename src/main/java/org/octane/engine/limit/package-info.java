/**
 * Cuts the batches of an upgrade that have not begun again, with another limit of their role. One transaction that locks the upgrade first: no
 * step begins meanwhile, and of a batch that has begun nothing changes.
 */
package org.octane.engine.limit;
