/** Steps that wait for a person, or for a time. */
package org.octane.step.approval;
