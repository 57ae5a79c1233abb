/** How log lines are written, for {@code logback.xml}: text of others is shown, and never obeyed by a terminal. */
package org.octane.server.log;
