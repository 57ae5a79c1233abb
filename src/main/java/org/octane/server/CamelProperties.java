package org.octane.server;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.octane.server.settings.ServerSettings;

/** Camel's own properties: Octane's defaults, over them what an operator sets, over both what follows from Octane's settings. */
final class CamelProperties {

    private static final String ROUTES =
            "classpath:routes/*.camel.yaml,classpath:routes/nailgun/*.camel.yaml,classpath:routes/steps/*.camel.yaml";

    private CamelProperties() {}

    /** @param own folder with routes of an operator's, null if there is none */
    static void set(Main main, ServerSettings settings, Path own) {
        var properties = new Properties();
        properties.setProperty("camel.main.name", settings.cloud().isEmpty() ? "octane" : "octane-" + settings.cloud());
        properties.setProperty("camel.main.shutdown-timeout", "5");
        properties.setProperty("camel.main.startup-summary-level", "off");
        properties.setProperty("camel.main.use-mdc-logging", "false");
        observation(properties);
        hawtio(properties);
        properties.putAll(settings.camel());
        properties.setProperty("camel.main.routes-include-pattern", ROUTES + routes(own));
        // The only server is Octane's own, which guards what it serves.
        properties.setProperty("camel.server.enabled", "false");
        properties.setProperty("camel.management.enabled", "false");
        // Nor does its debugger open a port of its own, for everybody on all addresses.
        properties.setProperty("camel.debug.jmx-connector-enabled", "false");
        properties.setProperty("camel.component.platform-http.header-filter-strategy", "#bean:responseHeaders");
        main.setOverrideProperties(properties);
    }

    /** What its pages of exchanges and of traces look at. */
    private static void hawtio(Properties properties) {
        properties.setProperty("camel.trace.standby", "true");
        properties.setProperty("camel.main.inflight-repository-browse-enabled", "true");
    }

    private static String routes(Path own) {
        return own == null ? "" : ",file:" + own.toAbsolutePath() + "/*.camel.yaml";
    }

    /**
     * Health and metrics, which routes serve under {@code /observe}. camel-observability-services would serve them on all addresses, of
     * every Camel in a process, and trace every exchange for nobody.
     */
    private static void observation(Properties properties) {
        properties.setProperty("camel.metrics.enabled", "true");
        // One series for each address that a step ever had would be too many; routes have theirs.
        properties.setProperty("camel.metrics.enable-exchange-event-notifier", "false");
    }
}
