/**
 * Takes an upgrade back. Each step that has begun gets a step that undoes it, in the opposite order; these are claimed, tried
 * again and dead-lettered as all others are. Nothing is undone before every step that went forward has come to its end.
 */
package org.octane.engine.undo;
