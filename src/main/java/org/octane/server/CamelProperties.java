package org.octane.server;

import java.util.Properties;
import org.apache.camel.main.Main;
import org.octane.server.settings.ServerSettings;

/** Camel's own properties: Octane's defaults, over them what an operator sets, over both what follows from Octane's settings. */
final class CamelProperties {

    private static final String ROUTES =
            "classpath:routes/*.camel.yaml,classpath:routes/nailgun/*.camel.yaml,classpath:routes/steps/*.camel.yaml";

    private CamelProperties() {}

    static void set(Main main, ServerSettings settings, HttpAddress http) {
        var properties = new Properties();
        properties.setProperty("camel.main.name", "octane");
        properties.setProperty("camel.main.shutdown-timeout", "5");
        properties.setProperty("camel.main.startup-summary-level", "off");
        properties.setProperty("camel.main.use-mdc-logging", "false");
        properties.putAll(settings.camel());
        properties.setProperty("camel.main.routes-include-pattern", ROUTES);
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", http.host());
        properties.setProperty("camel.server.port", Integer.toString(http.port()));
        properties.setProperty("camel.component.platform-http.header-filter-strategy", "#bean:answerHeaders");
        main.setOverrideProperties(properties);
    }
}
