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
record Recording(Path file) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All that are at hand, those of the oracle too. */
    static Stream<Recording> all() {
        return Stream.of(".", "oracle").map(NailgunDatabase::shared).flatMap(Recording::in);
    }

    private static Stream<Recording> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("recorded-.*\\.jsonl\\.gz"))
                    .sorted()
                    .map(Recording::new)
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    String name() {
        return file.getFileName().toString().replaceAll("^recorded-|\\.jsonl\\.gz$", "");
    }

    /** Of Fuel, such as {@code 7.0}. */
    String version() {
        return name().replaceAll("-.*", "");
    }

    Path dump() {
        return NailgunDatabase.shared("nailgun-" + name() + "-sample.sql.gz");
    }

    List<JsonNode> entries() {
        var entries = new ArrayList<JsonNode>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
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
        return name();
    }
}
