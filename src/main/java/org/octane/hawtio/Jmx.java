package org.octane.hawtio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.config.SystemPropertyMode;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.impl.ClasspathServiceCreator;
import org.octane.audit.Audit;
import org.octane.audit.AuditEntry;
import org.octane.step.Mask;

/**
 * JMX by Jolokia, as far as the {@link Rights} go. What is refused is so inside an answer of status 200: HTTP's 403 would make Hawtio log
 * its user out.
 */
final class Jmx implements AutoCloseable {

    static final String PATH = "/hawtio/jolokia";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_AT_ONCE = 1_000;
    private static final int REFUSED = 403;
    /** Takes seconds of a core where there are many routes, and each diagram that is open asks for it again and again. */
    private static final String COSTLY = "dumpRoutesStatsAsXml";

    private static final Set<String> SOURCES = Set.of("dumpRoutesAsXml()", "dumpRouteAsXml()");
    private static final Pattern BEFORE_FROM =
            Pattern.compile("(?s)(<route\\b[^>]*>\\s*)(?:(?!<from\\b|</route>).)*(?=<from\\b)");

    private static final Map<ConfigKey, String> CONFIGURATION = Map.of(
            ConfigKey.AGENT_ID, "octane",
            ConfigKey.DISCOVERY_ENABLED, "false",
            ConfigKey.ALLOW_ERROR_DETAILS, "false",
            ConfigKey.INCLUDE_STACKTRACE, "false",
            ConfigKey.SERIALIZE_EXCEPTION, "false",
            ConfigKey.MAX_DEPTH, "8",
            ConfigKey.MAX_OBJECTS, "100000");

    private final Rights rights = new Rights();
    private final Cache<String, String> kept = Caffeine.newBuilder()
            .maximumSize(10)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();
    private final Cache<String, Boolean> refused = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final Audit audit;
    private final MaskedValue masked;
    private final JolokiaServiceManager services;
    private final HttpRequestHandler requests;

    Jmx(Audit audit, Mask mask) {
        this.audit = audit;
        this.masked = new MaskedValue(mask);
        var configuration = CONFIGURATION.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKeyValue(), Map.Entry::getValue));
        services = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                new StaticConfiguration(configuration, new HashMap<>(), SystemPropertyMode.NEVER),
                new JolokiaLog(),
                rights);
        services.addServices(new ClasspathServiceCreator(Jmx.class.getClassLoader(), "services"));
        requests = new HttpRequestHandler(services.start());
    }

    /** Which Jolokia it is, all that can be had without a body. */
    String version(Viewer viewer) throws Exception {
        return answer(viewer, JSON.createObjectNode().put("type", "version"));
    }

    /**
     * @param body one request or several, as Jolokia has them
     * @throws IllegalArgumentException if it is neither
     */
    String answer(Viewer viewer, String body) throws Exception {
        var asked = read(body);
        if (asked.isObject()) {
            return answer(viewer, asked);
        }
        if (!asked.isArray() || asked.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("The body has to be a request of Jolokia, or at most 1000 of them.");
        }
        var answers = new StringBuilder("[");
        for (var request : asked) {
            answers.append(answers.length() == 1 ? "" : ",").append(answer(viewer, request));
        }
        return answers.append(']').toString();
    }

    @Override
    public void close() {
        services.stop();
    }

    private String answer(Viewer viewer, JsonNode request) throws Exception {
        if (!request.path("operation").asText().equals(COSTLY)) {
            return carriedOut(viewer, request).toJSONString();
        }
        var key = request.toString();
        var answer = kept.getIfPresent(key);
        if (answer == null) {
            // One for all who wait for it.
            synchronized (kept) {
                answer = kept.getIfPresent(key);
                if (answer == null) {
                    var fresh = carriedOut(viewer, request);
                    answer = fresh.toJSONString();
                    if (status(fresh) == 200) {
                        kept.put(key, answer);
                    }
                }
            }
        }
        return answer;
    }

    private JSONObject carriedOut(Viewer viewer, JsonNode request) throws Exception {
        var answer = rights.as(viewer, () -> asked(request));
        var type = request.path("type").asText();
        if (type.equals("list") && !request.has("path") && answer.get("value") instanceof JSONObject domains) {
            new Locks(viewer.person().role()).put(domains);
        } else if (type.equals("read") || type.equals("exec")) {
            answer.computeIfPresent("value", (key, value) -> drawable(request, masked.of(value)));
            answer.computeIfPresent("error", (key, value) -> masked.of(value));
        }
        note(viewer, request, status(answer));
        return answer;
    }

    /** A diagram begins where its route does; what stands before it, error handlers and what they do, Hawtio can't draw. */
    private static Object drawable(JsonNode request, Object value) {
        return SOURCES.contains(request.path("operation").asText()) && value instanceof String xml
                ? BEFORE_FROM.matcher(xml).replaceAll("$1")
                : value;
    }

    private JSONObject asked(JsonNode request) throws IOException, EmptyResponseException {
        if (!request.isObject()) {
            throw new IllegalArgumentException("A request of Jolokia is an object.");
        }
        try {
            var body = new ByteArrayInputStream(request.toString().getBytes(StandardCharsets.UTF_8));
            return (JSONObject) requests.handlePostRequest(PATH, body, "utf-8", Map.of());
        } catch (BadRequestException e) {
            throw new IllegalArgumentException("This is no request of Jolokia.", e);
        }
    }

    /** What was done, and what was refused. */
    private void note(Viewer viewer, JsonNode request, int status) {
        var type = request.path("type").asText();
        var operation = request.path("operation").asText();
        var action = "hawtio " + (operation.isEmpty() ? type : operation);
        var target = request.path("mbean").asText();
        if (changes(type, operation) || status == REFUSED && isNew(viewer, action + " " + target)) {
            audit.note(
                    new AuditEntry(viewer.person().name(), viewer.source(), viewer.via(), action, target, status, ""));
        }
    }

    private static boolean changes(String type, String operation) {
        return type.equals("write") || type.equals("exec") && Operations.changes(operation);
    }

    /** Pages ask again every few seconds for what they were refused. */
    private boolean isNew(Viewer viewer, String asked) {
        return refused.asMap().putIfAbsent(viewer.person().name() + " " + asked, true) == null;
    }

    private static int status(JSONObject answer) {
        return answer.get("status") instanceof Number status ? status.intValue() : 0;
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is no JSON.", e);
        }
    }
}
