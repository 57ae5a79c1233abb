/**
 * Reads what an operator has set and checks it: {@link org.octane.server.settings.Settings} collects the texts of files,
 * environment and options, {@link org.octane.server.settings.Keys} lists every key with its default, and
 * {@link org.octane.server.settings.ServerSettings} holds the values, one record for each part of the server.
 */
package org.octane.server.settings;
