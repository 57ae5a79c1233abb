/** Repositories of packages, and what they say of themselves over HTTP. */
package org.octane.astute.repositories;
