package org.octane.preflight.room;

import org.octane.node.probe.Told;

/**
 * What script {@code databases} says of a controller, in MiB.
 *
 * @param data of the tables: a dump of them is smaller, it is compressed
 * @param index of the tables, which a dump doesn't hold
 * @param monitor the store of Ceph's monitor
 * @param free where dumps lie
 */
record DatabaseSizes(long data, long index, long monitor, long free) {

    static DatabaseSizes of(Told said) {
        return new DatabaseSizes(
                said.number("data"), said.number("index"), said.number("monitor"), said.number("free"));
    }
}
