package org.octane.server.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the REST API is served.
 *
 * @param port 0: any free one
 * @param names under which clients reach the server, beside its addresses and {@code localhost}
 * @param certificate null: no TLS
 */
public record HttpSettings(String address, int port, List<String> names, Path certificate, Path key) {

    static HttpSettings of(Settings settings) {
        var http = new HttpSettings(
                settings.get(Keys.HTTP_ADDRESS),
                settings.get(Keys.HTTP_PORT),
                settings.get(Keys.HTTP_NAMES),
                settings.get(Keys.HTTP_CERTIFICATE),
                settings.get(Keys.HTTP_KEY));
        if ((http.certificate == null) != (http.key == null)) {
            throw new IllegalArgumentException(Keys.HTTP_CERTIFICATE.key() + " and " + Keys.HTTP_KEY.key()
                    + " belong together; only one of them is set");
        }
        return http;
    }

    /** @throws IllegalArgumentException if others than this machine could reach the server and it asks nobody who they are */
    HttpSettings guardedBy(LoginSettings login) {
        if (isLoopback()) {
            return this;
        }
        if (!login.named()) {
            throw new IllegalArgumentException(Keys.HTTP_ADDRESS.key() + " is '" + address
                    + "', which others can reach, and nobody is named who may log in. Set " + Keys.LOGIN_USERS.key()
                    + " or " + Keys.KEYSTONE_URL.key() + ", or leave the address at 127.0.0.1");
        }
        if (certificate == null) {
            throw new IllegalArgumentException(Keys.HTTP_ADDRESS.key() + " is '" + address
                    + "', which others can reach, and passwords would cross the network in clear. Set "
                    + Keys.HTTP_CERTIFICATE.key() + " and " + Keys.HTTP_KEY.key()
                    + ", or leave the address at 127.0.0.1");
        }
        return this;
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
