/** The stage cleanup-env. */
package org.octane.step.cleanupenv;
