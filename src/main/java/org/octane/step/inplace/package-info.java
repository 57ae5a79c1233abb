/** An upgrade in place: which release a cluster and its nodes have in Nailgun, step by step. */
package org.octane.step.inplace;
