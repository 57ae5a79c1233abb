/**
 * Keeps secrets out of everything Octane shows: {@link org.octane.security.Masking} replaces passwords and keys in texts by
 * stars, by their values ({@link org.octane.security.KnownSecrets}) and by how they look
 * ({@link org.octane.security.SuspectedSecrets}).
 */
package org.octane.security;
