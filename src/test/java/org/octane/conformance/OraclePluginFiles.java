package org.octane.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.octane.astute.PluginTaskFiles;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What plugins had on the disk of the recorded Fuel master 7.0: the same tasks that the 8.0 has in its tables for the same plugins.
 * JSON is YAML.
 */
final class OraclePluginFiles implements PluginTaskFiles {

    private static final String STATE = "plug_8_0";
    private static final Map<String, String> TASKS = new HashMap<>();

    @Override
    public Optional<String> tasks(String folder) {
        synchronized (TASKS) {
            if (TASKS.isEmpty()) {
                read();
            }
            return Optional.ofNullable(TASKS.get(folder.replaceFirst("-[\\d.]+$", "")));
        }
    }

    private static void read() {
        var copy = OracleStates.copyOf(STATE);
        new JdbcTemplate(copy).query("SELECT name, tasks FROM plugins", row -> {
            TASKS.put(row.getString(1), row.getString(2));
        });
        OracleStates.drop(copy);
    }
}
