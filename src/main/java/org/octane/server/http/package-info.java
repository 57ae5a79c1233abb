/** The HTTP server that Camel's routes are hung into: {@link org.octane.server.http.HttpListener}, and its certificate. */
package org.octane.server.http;
