/**
 * Durable execution: an upgrade goes on after a crash at any instruction, and no step of it is lost or done twice. Four rules
 * hold in every package below:
 *
 * <ul>
 *   <li>The row of a step is the truth; a message is only a hint that the step can be claimed.
 *   <li>A change of state, its event and its messages are committed together.
 *   <li>Every write of an execution names the fence of the claim that owns the step, and changes nothing once another claim
 *       has a higher one.
 *   <li>An execution always begins with the phase check, so nothing has to be known of what a killed instance did.
 * </ul>
 *
 * <p>Life of a step: {@code pending → queued → running → (waiting → queued → running)* → succeeded}, or {@code dead} when it
 * failed for good. {@code routes/engine.camel.yaml} shows it. This package only puts the parts together:
 *
 * <ul>
 *   <li>{@link org.octane.engine.create create}: plans an upgrade and writes it as rows
 *   <li>{@link org.octane.engine.claim claim}: gives a queued step to one instance, and queues steps again
 *   <li>{@link org.octane.engine.settle settle}: writes what an execution ended with
 *   <li>{@link org.octane.engine.undo undo}: takes an upgrade back
 *   <li>{@link org.octane.engine.operate operate}: pause, resume and abort; retry and skip
 *   <li>{@link org.octane.engine.view view}: reads all of it for the API
 *   <li>{@link org.octane.engine.idempotency idempotency}: carries out a call with a key once
 *   <li>{@link org.octane.engine.state state}: what every change of state writes
 * </ul>
 */
package org.octane.engine;
