/** The report of an upgrade as one HTML file that needs nothing else: no script, no other file, no network. */
package org.octane.cli.report;
