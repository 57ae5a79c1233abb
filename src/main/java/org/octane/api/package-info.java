/** The REST API as the contract {@code openapi/octane.yaml} has it: paths, checks of what comes in, one error body. */
package org.octane.api;
