package org.octane.nailgun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/**
 * What a real Nailgun answered, call after call on one database: {@code recorded-NAME.jsonl.gz} beside
 * {@code nailgun-NAME-sample.sql.gz}, the database that it worked on.
 */
record Recording(String name) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All that are at hand. */
    static Stream<Recording> all() {
        var folder = NailgunDatabase.shared(".");
        try (var files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("recorded-.*\\.jsonl\\.gz"))
                    .map(file -> new Recording(file.replaceAll("^recorded-|\\.jsonl\\.gz$", "")))
                    .sorted((one, two) -> one.name.compareTo(two.name))
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    Path dump() {
        return NailgunDatabase.shared("nailgun-" + name + "-sample.sql.gz");
    }

    List<JsonNode> entries() {
        var entries = new ArrayList<JsonNode>();
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(NailgunDatabase.shared("recorded-" + name + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                entries.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    @Override
    public String toString() {
        return name;
    }
}
