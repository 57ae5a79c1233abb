package org.octane.hawtio;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.octane.security.login.Role;

/** Marks in the list of MBeans which operations somebody may not carry out; Hawtio shows these locked, or not at all. */
record Locks(Role role) {

    private static final String CAN_INVOKE = "canInvoke";

    /** @param domains as Jolokia lists them: MBeans by domain and by name */
    void put(Map<String, Object> domains) {
        domains.forEach((domain, beans) -> maps(beans).forEach((name, bean) -> put(domain + ":" + name, bean)));
    }

    private void put(String name, Object bean) {
        try {
            var of = new ObjectName(name);
            maps(maps(bean).get("op")).forEach((word, forms) -> {
                var all = forms instanceof List<?> list ? list : List.of(forms);
                all.forEach(form ->
                        maps(form).put(CAN_INVOKE, Operations.allowedBySignature(role, of, word + signature(form))));
            });
        } catch (MalformedObjectNameException e) {
            // No MBean: Jolokia has written an error in its place.
        }
    }

    private static String signature(Object form) {
        var types = maps(form).get("args") instanceof List<?> list ? list : List.of();
        return types.stream()
                .map(type -> String.valueOf(maps(type).get("type")))
                .collect(Collectors.joining(",", "(", ")"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> maps(Object json) {
        return json instanceof Map<?, ?> map ? (Map<String, Object>) map : new java.util.HashMap<>();
    }
}
