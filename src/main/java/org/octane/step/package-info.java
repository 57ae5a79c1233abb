/**
 * The contract of a step: what it is asked ({@link org.octane.step.StepCall}), what it answers ({@link org.octane.step.Outcome}),
 * how it fails ({@link org.octane.step.StepFailure}). Beans of steps are in a package for each stage.
 */
package org.octane.step;
