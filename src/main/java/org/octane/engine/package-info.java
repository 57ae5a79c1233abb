/**
 * Durable execution. The row of a step is the truth, a message only a hint that it can be claimed; a change of state, its event
 * and its message are one commit; every write of an execution is fenced by the claim that owns it.
 *
 * <p>Life of a step: {@code pending → queued → running → (waiting → queued → running)* → succeeded}, or {@code dead} when it
 * failed for good; {@code routes/engine.camel.yaml} shows it. Whoever begins or goes on always begins with the phase check, so
 * nothing has to be known of what a killed instance did.
 */
package org.octane.engine;
