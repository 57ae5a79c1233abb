/**
 * Who somebody is and what they may do: by a token in a file ({@link org.octane.security.login.TokenAccounts}), by users in a file
 * ({@link org.octane.security.login.FileAccounts}) or by Keystone ({@link org.octane.security.login.KeystoneAccounts}).
 * {@link org.octane.security.login.Logins} asks them, and makes those wait who guess. Knows neither HTTP nor messages.
 */
package org.octane.security.login;
