/**
 * Whether a cloud is fit for an upgrade: checks that look and change nothing, all at the same time. Who adds one writes a small
 * class, or a script under {@code node/preflight} and a class that judges what it says, and names it in {@link
 * org.octane.preflight.Checks}.
 */
package org.octane.preflight;
