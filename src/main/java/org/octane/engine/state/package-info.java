/**
 * What every change of state writes, always in the transaction of its caller: the event that tells of it, the messages that go
 * out once it is committed, and the steps that it lets start. An upgrade's row is locked before the end of a step or an
 * operator's request is judged, so that two of them at the same moment don't miss each other.
 */
package org.octane.engine.state;
