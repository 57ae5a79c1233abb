/**
 * Casts messages to Astute, which installs nodes, and takes its replies. At most one cast is in flight; the replies become
 * the progress of nodes, and end the waits of steps.
 */
package org.octane.astute;
