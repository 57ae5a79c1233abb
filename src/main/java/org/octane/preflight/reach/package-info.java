/** Checks whether Octane reaches what it needs: nodes and brokers. */
package org.octane.preflight.reach;
