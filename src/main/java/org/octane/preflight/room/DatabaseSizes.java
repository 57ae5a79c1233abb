package org.octane.preflight.room;

import java.util.Map;

/**
 * What script {@code databases} says of a controller, in MiB.
 *
 * @param data of the tables: a dump of them is smaller, it is compressed
 * @param index of the tables, which a dump doesn't hold
 * @param monitor the store of Ceph's monitor
 * @param free where dumps lie
 */
record DatabaseSizes(long data, long index, long monitor, long free) {

    static DatabaseSizes of(Map<String, String> said) {
        return new DatabaseSizes(
                Long.parseLong(said.get("data")),
                Long.parseLong(said.get("index")),
                Long.parseLong(said.get("monitor")),
                Long.parseLong(said.get("free")));
    }
}
