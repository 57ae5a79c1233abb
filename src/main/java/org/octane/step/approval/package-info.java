/** Steps that wait for a person. */
package org.octane.step.approval;
