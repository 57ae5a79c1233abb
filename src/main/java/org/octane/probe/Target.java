package org.octane.probe;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is probed.
 *
 * @param address a URL, {@code HOST:PORT} or {@code HOST}
 * @param from the node that asks; null: the server itself
 */
public record Target(String name, Kind kind, String address, Integer from) {

    /** The API of the cloud. */
    public static final String API = "api";

    /** Stands for the public virtual address of the cluster that is upgraded. */
    static final String VIP = "{public_vip}";

    /** So many are probed at most, the API among them. */
    public static final int MOST = 64;

    public static final String FORM =
            "NAME=ADDRESS, or NAME=ADDRESS@NODE to ask from a node; an ADDRESS is like http://192.0.2.7/,"
                    + " https://192.0.2.7/, tcp://192.0.2.7:22 or ping://192.0.2.7";
    private static final Pattern WRITTEN =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)=((https?|tcp|ping)://[^\\s@]+)(?:@(\\d{1,9}))?");
    private static final String HOST = "[A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+]";

    /** How it is asked. */
    public enum Kind {
        HTTP,
        TCP,
        PING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if it isn't of that form */
    public static Target parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not like " + FORM);
        }
        var from = written.group(4) == null ? null : Integer.valueOf(written.group(4));
        return of(written.group(1), written.group(2), from);
    }

    /** @throws IllegalArgumentException if the address isn't of that form */
    static Target of(String name, String address, Integer from) {
        var rest = address.replaceFirst("^[a-z]+://", "");
        var kind = address.startsWith("tcp:") ? Kind.TCP : address.startsWith("ping:") ? Kind.PING : Kind.HTTP;
        boolean right =
                switch (kind) {
                    case HTTP ->
                        address.matches("https?://[^\\s/]+(/\\S*)?")
                                && URI.create(address).getHost() != null;
                    case TCP -> rest.matches("(" + HOST + "):\\d{1,5}");
                    case PING -> rest.matches(HOST);
                };
        if (!right) {
            throw new IllegalArgumentException("'" + address + "' is not like " + FORM);
        }
        return new Target(name, kind, kind == Kind.HTTP ? address : rest, from);
    }

    /** Host without brackets; not of a URL. */
    String host() {
        return (kind == Kind.TCP ? address.substring(0, address.lastIndexOf(':')) : address).replaceAll("[\\[\\]]", "");
    }

    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
