package org.octane.scenario;

import java.util.Properties;

/** A server and its cloud, as who looks at what became of them sees both. */
public interface Serving {

    Api api();

    CloudOnDisk cloud();

    Database database();

    /** What stands in world.properties. */
    Properties world();
}
