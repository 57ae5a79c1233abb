/** What is secret, and how it stays so. */
package org.octane.security;
