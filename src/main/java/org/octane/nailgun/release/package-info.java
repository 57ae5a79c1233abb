/**
 * What a release says of its clusters: attributes with their defaults and generated values, components, plugins; to which
 * release a cluster can be upgraded, and what changes in its data on the way.
 */
package org.octane.nailgun.release;
