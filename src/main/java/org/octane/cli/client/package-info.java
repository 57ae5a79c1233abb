/**
 * The client of the REST API: requests, the records that are read from answers, the event stream, and what an error answer
 * means for an operator. It prints nothing. Every error is a {@link org.octane.cli.client.Failure} with an exit status.
 */
package org.octane.cli.client;
