/**
 * Tells people who don't look: {@link org.octane.notify.Notices} sends the rows of table {@code notice} to a webhook or a command of the
 * operator's, until it has taken them.
 */
package org.octane.notify;
