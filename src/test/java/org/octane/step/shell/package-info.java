/** Reads the bash of node scripts, as far as rules about them need it. */
package org.octane.step.shell;
