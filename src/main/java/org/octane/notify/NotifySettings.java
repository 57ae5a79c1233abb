package org.octane.notify;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where notices are sent.
 *
 * @param webhook null: none
 * @param header a line {@code Name: value} that is sent with it, empty: none
 * @param authorities certificates that are trusted for it, as PEM; null: the system's
 * @param command program and arguments; empty: none
 * @param timeout for one attempt
 * @param giveUpAfter no attempt is made later than this after what it tells of
 */
public record NotifySettings(
        URI webhook, String header, Path authorities, List<String> command, Duration timeout, Duration giveUpAfter) {

    /** What must be read nowhere; empty if there is nothing. */
    public String secret() {
        return header.isEmpty() ? "" : header.split(":\\s*", 2)[1];
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return "NotifySettings[" + (webhook == null ? command : webhook.getHost()) + "]";
    }
}
