/** What failures are called, wherever they are met: in answers of the REST API, dead letters, and what commands print. */
package org.octane.failure;
