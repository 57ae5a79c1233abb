package org.octane.sql;

/**
 * The statements of one folder, for a class that has many of them.
 *
 * @param folder below {@code sql}
 */
public record SqlFiles(String folder) {

    /** @param name of the file, without its ending */
    public String of(String name) {
        return Sql.of(folder + "/" + name);
    }
}
