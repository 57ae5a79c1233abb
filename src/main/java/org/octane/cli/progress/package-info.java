/**
 * Follows an upgrade that runs, and shows its progress: drawn over itself on a terminal, as plain lines elsewhere. It only
 * reads: ending it changes nothing of the upgrade.
 */
package org.octane.cli.progress;
