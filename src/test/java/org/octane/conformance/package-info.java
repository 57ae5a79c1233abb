/**
 * What a real Nailgun cast, answered and wrote ({@code ../shared/data/nailgun/oracle}), beside what Octane does on the same
 * database. Every file of a known form that lies there takes part.
 */
package org.octane.conformance;
