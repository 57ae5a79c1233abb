package org.octane.hawtio;

import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.octane.security.login.Role;

/**
 * What somebody may see and do by JMX, by role. Jolokia tells a restrictor nothing of who asks, so that stands in the thread that
 * carries out the request; a thread in which it doesn't may do nothing.
 */
final class Rights implements Restrictor {

    static final String CAMEL = "org.apache.camel";

    private static final String JVM = "java.lang";
    private static final Set<RequestType> TYPES = Set.of(
            RequestType.READ,
            RequestType.WRITE,
            RequestType.EXEC,
            RequestType.LIST,
            RequestType.SEARCH,
            RequestType.VERSION);
    /** How Octane was started: passwords may stand there, and where its files are. */
    private static final Set<String> OF_THE_PROCESS =
            Set.of("SystemProperties", "InputArguments", "ClassPath", "BootClassPath", "LibraryPath");
    /** Thousands of MBeans that no page of Hawtio needs. */
    private static final Set<String> UNSEEN = Set.of("processors", "producers", "consumers", "endpoints");

    private static final String TRACER = "tracer";
    /** How much of a message is kept, which Hawtio sets whenever it turns tracing on. */
    private static final Set<String> TRACED = Set.of("BodyMaxChars", "BodyIncludeStreams", "BodyIncludeFiles");

    private final ThreadLocal<Viewer> viewer = new ThreadLocal<>();

    /** A request that is carried out in this thread. */
    interface Act<T> {
        T run() throws Exception;
    }

    <T> T as(Viewer who, Act<T> act) throws Exception {
        viewer.set(who);
        try {
            return act.run();
        } finally {
            viewer.remove();
        }
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.POST;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return viewer.get() != null && TYPES.contains(type);
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        return !isObjectNameHidden(name) && !OF_THE_PROCESS.contains(attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        // Of the tracer, which only an operator sees.
        return !isObjectNameHidden(name)
                && name.getDomain().equals(CAMEL)
                && TRACER.equals(name.getKeyProperty("type"))
                && TRACED.contains(attribute);
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        return !isObjectNameHidden(name)
                && Operations.allowed(viewer.get().person().role(), name, operation);
    }

    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return viewer.get() != null;
    }

    @Override
    public boolean isOriginAllowed(String origin, boolean strict) {
        var who = viewer.get();
        return who != null && (origin == null || origin.isEmpty() || origin.equals(who.origin()));
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        var who = viewer.get();
        if (who == null || !Set.of(CAMEL, JVM).contains(name.getDomain())) {
            return true;
        }
        var type = name.getKeyProperty("type");
        return name.getDomain().equals(CAMEL)
                && type != null
                && (UNSEEN.contains(type) || type.equals(TRACER) && who.person().role() != Role.OPERATOR);
    }
}
