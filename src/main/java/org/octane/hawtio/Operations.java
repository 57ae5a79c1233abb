package org.octane.hawtio;

import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.octane.security.login.Role;

/**
 * Which operation of which MBean needs which role. What is not here is for nobody. Signatures are whole: {@code dumpRouteAsXml(boolean)}
 * shows passwords in place of placeholders, which {@code dumpRouteAsXml()} does not.
 */
final class Operations {

    private static final Map<String, Set<String>> LOOKING = Map.of(
            "context", Set.of("dumpRoutesAsXml()", "dumpRoutesStatsAsXml", "isUpdateRouteEnabled()"),
            "routes",
                    // The page Profile asks for the third, which Camel does not have any more.
                    Set.of(
                            "dumpRouteAsXml()",
                            "dumpRouteStatsAsXml",
                            "dumpRouteStatsAsXml()",
                            "isUpdateRouteEnabled()"),
            "services/DefaultInflightRepository", Set.of("browse()"),
            "services/DefaultRestRegistry", Set.of("listRestServices", "listRestServices()"));

    private static final Map<String, Set<String>> CHANGING = Map.of(
            "routes", Set.of("start()", "stop()", "suspend()", "resume()"),
            "tracer", Set.of("setEnabled", "setEnabled(boolean)", "dumpAllTracedMessagesAsXml()"));

    /** Of overloaded operations the pages send the name alone; these have only one form. */
    private static final Set<String> WITHOUT_SIGNATURE =
            Set.of("dumpRoutesStatsAsXml", "dumpRouteStatsAsXml", "setEnabled", "listRestServices");

    private static final Set<String> LOOKS = Set.of("dump", "browse", "is", "list");

    private Operations() {}

    /** @param operation as a client writes it */
    static boolean allowed(Role role, ObjectName name, String operation) {
        return has(LOOKING, name, operation) || role == Role.OPERATOR && has(CHANGING, name, operation);
    }

    /** Whether somebody does something by it, and does not only look. */
    static boolean changes(String operation) {
        return LOOKS.stream().noneMatch(operation::startsWith);
    }

    /** @param signature of an operation there is, its types in parentheses */
    static boolean allowedBySignature(Role role, ObjectName name, String signature) {
        var word = signature.substring(0, signature.indexOf('('));
        return allowed(role, name, signature) || WITHOUT_SIGNATURE.contains(word) && allowed(role, name, word);
    }

    private static boolean has(Map<String, Set<String>> known, ObjectName name, String operation) {
        var type = name.getKeyProperty("type");
        if (type == null || !Rights.CAMEL.equals(name.getDomain())) {
            return false;
        }
        var kind = type.equals("services") ? type + "/" + unquoted(name.getKeyProperty("name")) : type;
        return known.getOrDefault(kind, Set.of()).contains(operation);
    }

    private static String unquoted(String name) {
        return name != null && name.startsWith("\"") ? ObjectName.unquote(name) : name;
    }
}
