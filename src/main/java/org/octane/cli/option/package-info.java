/** Options that several commands have: where the server is, who asks, what may fail. */
package org.octane.cli.option;
