package org.octane.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Everything in a cloud that nobody but its owners may read: where it comes from by its value. */
final class Secrets {

    private static final int SHORTEST = 6;
    private static final Pattern SECRET = Pattern.compile("pass|secret|key|token", Pattern.CASE_INSENSITIVE);
    private static final Pattern CEPH_KEY = Pattern.compile("key = (\\S+)");

    private final Map<String, String> names = new TreeMap<>();

    private Secrets() {}

    static Secrets of(RunningServer server) throws IOException {
        var secrets = new Secrets();
        server.database()
                .sql()
                .queryForList("SELECT generated FROM attributes", String.class)
                .forEach(json -> secrets.generated("generated", parsed(json)));
        var world = server.world();
        for (var name : world.stringPropertyNames()) {
            secrets.named(name, world.getProperty(name));
        }
        var cloud = server.cloud();
        for (var name : List.of("admin", "mysql")) {
            secrets.add("cloud's " + name, text(cloud.world().resolve("cloud/secrets/" + name)));
        }
        secrets.add("Octane's broker", text(server.data().resolve("broker/password")));
        secrets.add("other programs' account", text(server.data().resolve("broker/commands.password")));
        secrets.add("the operator's token", text(server.data().resolve("token")));
        text(Path.of(world.getProperty("ssh.key-file")))
                .lines()
                .filter(line -> line.length() > 40)
                .forEach(line -> secrets.add("SSH key", line));
        var keys = CEPH_KEY.matcher(text(cloud.monitor("10").resolve("auth")));
        while (keys.find()) {
            secrets.add("a key of Ceph", keys.group(1));
        }
        return secrets;
    }

    int size() {
        return names.size();
    }

    /** Names of the secrets in a text; their values stay out of reports. */
    List<String> in(String text) {
        return names.entrySet().stream()
                .filter(secret -> text.contains(secret.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    static String text(Path file) {
        try {
            // Archives and stores too: every byte is a character.
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void generated(String path, JsonNode value) {
        value.properties().forEach(field -> generated(path + "." + field.getKey(), field.getValue()));
        if (value.isTextual()) {
            named(path, value.textValue());
        }
    }

    private void named(String path, String value) {
        boolean place = value.startsWith("/") || value.contains("://");
        if (!place && SECRET.matcher(path.substring(path.lastIndexOf('.') + 1)).find()) {
            add(path, value);
        }
    }

    private void add(String name, String value) {
        if (value.length() >= SHORTEST) {
            names.put(value, name);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
