package org.octane.hawtio;

import org.jolokia.server.core.service.api.LogHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Jolokia says; what it tells of its start is for nobody. */
final class JolokiaLog implements LogHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JolokiaLog.class);

    @Override
    public void debug(String message) {
        LOG.debug(message);
    }

    @Override
    public void info(String message) {
        LOG.debug(message);
    }

    @Override
    public void error(String message, Throwable cause) {
        LOG.atWarn().setCause(cause).log(message);
    }

    @Override
    public boolean isDebug() {
        return LOG.isDebugEnabled();
    }
}
