package org.octane.server.settings;

/**
 * Where the REST API is served.
 *
 * @param port 0: any free one
 */
public record HttpSettings(String address, int port) {

    static HttpSettings of(Settings settings) {
        return new HttpSettings(settings.get(Keys.HTTP_ADDRESS), settings.get(Keys.HTTP_PORT));
    }
}
