package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.octane.json.Json;

/**
 * One recorded line of a file of the oracle.
 *
 * @param file name of the file
 * @param number of the line, from 1
 * @param content what was recorded; its fields depend on the file's form
 */
record OracleLine(String file, int number, JsonNode content) {

    /** A call or a statement: {@code method}, {@code path}, {@code request}, or {@code sql}, or {@code receiver}, {@code args}. */
    record Step(String method, String path, JsonNode request) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Path folder() {
        return Path.of(System.getenv().getOrDefault("OCTANE_SHARED_DATA", "../shared/data"), "nailgun", "oracle");
    }

    /** All lines of all files whose names match, in the order of the names; none if the folder is absent. */
    static Stream<OracleLine> of(String fileName) {
        if (!Files.isDirectory(folder())) {
            return Stream.empty();
        }
        try (var files = Files.list(folder())) {
            return files
                    .filter(file -> file.getFileName().toString().matches(fileName))
                    .sorted()
                    .flatMap(file -> lines(file).stream())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<OracleLine> lines(Path file) {
        var lines = new ArrayList<OracleLine>();
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines.add(new OracleLine(file.getFileName().toString(), lines.size() + 1, Json.read(line)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return lines;
    }

    String scenario() {
        return content.path("scenario").asText();
    }

    /** Such as {@code 7.0}, by the start state. */
    String version() {
        return database().endsWith("_7_0") ? "7.0" : "8.0";
    }

    /** Name of the start state. */
    String database() {
        return content.path("db").asText();
    }

    /** What was done to the start state before, in order: statements, calls, replies of Astute. */
    JsonNode prepare() {
        return content.path("prepare");
    }

    /** The calls that were recorded, with their bodies; the last one casts. */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        var recorded = content.path("steps");
        for (int i = 0; i < recorded.size(); i++) {
            steps.add(new Step(
                    recorded.get(i).path(0).asText(),
                    recorded.get(i).path(1).asText(),
                    content.path("bodies").path(i)));
        }
        return steps;
    }

    /** Index of the step that cast what is recorded; the last one if nothing was cast. */
    int castingStep() {
        var body = content.path("rpc").path("body");
        var method = (body.isArray() ? body.path(0) : body).path("method").asText("");
        var calls = method.endsWith("provision") ? ".*/(provision|changes|assign)/?(\\?.*)?" : ".*";
        var steps = steps();
        int at = steps.size() - 1;
        while (at > 0 && !steps.get(at).path().matches(calls)) {
            at--;
        }
        return at;
    }

    @Override
    public String toString() {
        return file.replaceAll("\\.jsonl\\.gz$", "") + ":" + number + " " + scenario();
    }
}
