package org.octane.server.settings;

import java.util.List;

/**
 * Where the REST API is served.
 *
 * @param port 0: any free one
 * @param names under which clients reach the server, beside its addresses and {@code localhost}
 */
public record HttpSettings(String address, int port, List<String> names) {

    static HttpSettings of(Settings settings) {
        return new HttpSettings(
                settings.get(Keys.HTTP_ADDRESS), settings.get(Keys.HTTP_PORT), settings.get(Keys.HTTP_NAMES));
    }
}
