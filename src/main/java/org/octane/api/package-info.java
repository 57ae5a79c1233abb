/**
 * The REST API of the contract {@code openapi/octane.yaml}. {@link org.octane.api.PathHandler} sees a request first, then
 * {@link org.octane.api.HttpRoutePolicy} checks it before its route runs and writes the response; programs that send messages
 * instead come through {@link org.octane.api.CommandRoutePolicy}.
 */
package org.octane.api;
