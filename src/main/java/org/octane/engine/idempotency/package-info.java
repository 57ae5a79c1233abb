/**
 * Carries out a call with an Idempotency-Key once. Its changes of Octane's database and its answer are committed together;
 * whoever repeats the call gets that answer.
 */
package org.octane.engine.idempotency;
