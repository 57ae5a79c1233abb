package org.octane.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Posts a notice as JSON. Only an answer of 200 to 299 means that it was taken; redirects are not followed. */
final class Webhook implements Channel {

    private final HttpClient http;
    private final URI address;
    private final String[] header;
    private final Duration timeout;

    /** @param trusted null: what the system trusts */
    Webhook(URI address, String header, Duration timeout, SSLContext trusted) {
        this.address = address;
        this.header = header.isEmpty() ? new String[0] : header.split(":\\s*", 2);
        this.timeout = timeout;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout);
        http = (trusted == null ? builder : builder.sslContext(trusted)).build();
    }

    @Override
    public void send(String notice) throws NotSent, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "octane")
                .POST(BodyPublishers.ofString(notice));
        if (header.length > 0) {
            request.header(header[0], header[1]);
        }
        // What is answered is for nobody, and may have no end: the time holds for it too.
        var sent = http.sendAsync(request.build(), BodyHandlers.discarding());
        try {
            int status = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status < 200 || status > 299) {
                throw new NotSent(address.getHost() + " answered " + status);
            }
        } catch (ExecutionException e) {
            throw new NotSent(address.getHost() + " can't be asked: " + said(e.getCause()), e);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new NotSent(address.getHost() + " gave no answer within " + timeout.toMillis() + " ms", e);
        }
    }

    private static String said(Throwable cause) {
        return cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
    }
}
