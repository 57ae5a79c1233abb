package org.octane.server.instance;

import java.util.Map;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.sql.Database;
import org.octane.sql.SqlFiles;

/**
 * The cloud that a server is for. The database says whose upgrades it has; a server of another cloud would carry them out on its own nodes,
 * which have the same numbers.
 *
 * @param name empty: the only one of a server, which has no name
 * @param formerly what it was called before; {@code -}: it had no name; empty: as it is called now
 */
public record CloudName(String name, String formerly) {

    private static final SqlFiles SQL = new SqlFiles("server/instance");
    private static final String NAMELESS = "-";

    /**
     * Before anything is changed there.
     *
     * @throws StartFailure if the database is another cloud's
     */
    public void requireIn(Database octane) {
        var sql = octane.sql();
        if (Boolean.TRUE.equals(sql.queryForObject(SQL.of("cloud-is-named"), Map.of(), Boolean.class))) {
            sql.queryForList(SQL.of("cloud"), Map.of(), String.class).forEach(this::require);
        }
    }

    /** @param found as the database has it; null: nobody's yet */
    void require(String found) {
        if (found != null && !found.equals(name) && !found.equals(before())) {
            throw new StartFailure(
                    Code.OTHER_CLOUD,
                    of(found) + " " + wanted() + " Nothing was changed. Set " + key("database.url")
                            + " to another one. If it is the same cloud by another name, end all servers that have the other"
                            + " one, and set " + key("cloud.formerly") + "=" + (found.isEmpty() ? NAMELESS : found)
                            + ".");
        }
    }

    /** What a server says that finds another cloud's name while it runs. */
    String fault(String found) {
        return of(found) + " " + wanted() + " End this one.";
    }

    /** Null: it was always called so. */
    private String before() {
        return formerly.isEmpty() ? null : formerly.equals(NAMELESS) ? "" : formerly;
    }

    private String wanted() {
        return "This server is for " + called(name) + ".";
    }

    private static String of(String found) {
        return "The database is that of " + called(found) + ".";
    }

    static String called(String name) {
        return name.isEmpty() ? "a cloud without a name" : "the cloud " + name;
    }

    private String key(String setting) {
        return name.isEmpty() ? "octane." + setting : "octane.clouds." + name + "." + setting;
    }
}
