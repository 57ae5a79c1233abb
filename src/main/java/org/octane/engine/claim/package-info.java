/**
 * Gives a queued step to one instance and takes it back from one that is gone. A claim is committed before its message is
 * acknowledged; it has a lease, which its instance renews, and a fence, which is higher than that of every claim before. A step
 * is queued again when what it waits for has happened, when its instance is gone, and when its message was lost.
 */
package org.octane.engine.claim;
