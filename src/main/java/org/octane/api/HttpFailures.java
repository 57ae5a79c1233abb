package org.octane.api;

import io.vertx.core.VertxException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of answers that could not be sent: that whoever asked is gone is none of the server's errors. */
final class HttpFailures implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFailures.class);

    @Override
    public void handleException(Throwable thrown) {
        handleException("", thrown);
    }

    @Override
    public void handleException(String message, Throwable thrown) {
        handleException(message, null, thrown);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable thrown) {
        var path = exchange == null ? null : exchange.getProperty(ApiRoutePolicy.TARGET);
        if (isGone(thrown)) {
            LOG.atDebug()
                    .addKeyValue("path", path)
                    .addKeyValue("cause", thrown.getMessage())
                    .log("Whoever asked has not waited for the answer");
        } else {
            LOG.atWarn().addKeyValue("path", path).setCause(thrown).log("An answer could not be sent");
        }
    }

    private static boolean isGone(Throwable thrown) {
        return thrown instanceof IOException
                || thrown instanceof VertxException
                || thrown instanceof IllegalStateException closed
                        && String.valueOf(closed.getMessage()).contains("closed");
    }
}
