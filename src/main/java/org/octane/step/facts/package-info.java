/** What a step has to know of the cloud, read from Nailgun when the step runs. */
package org.octane.step.facts;
