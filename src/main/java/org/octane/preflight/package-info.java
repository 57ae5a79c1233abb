/**
 * Whether a cloud is fit for an upgrade: checks that look and change nothing, all at the same time, in a package for each thing
 * that is looked at. Who adds one writes a small class there (and a script under {@code node/preflight}, if a node is asked), names
 * it in {@link org.octane.preflight.beans.Checks}, and in the files of the stages it belongs to.
 */
package org.octane.preflight;
