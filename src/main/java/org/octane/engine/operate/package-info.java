/**
 * What an operator does with an upgrade that has started: pause, resume and abort it, retry or skip a dead step of it. Each is
 * one transaction that locks the upgrade first; of two operators at the same moment one is refused. Steps that have begun run
 * to their end.
 */
package org.octane.engine.operate;
