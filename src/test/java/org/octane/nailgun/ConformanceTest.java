package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.json.Json;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Asks Octane what a real Nailgun was asked, on the same database: status, sentence of the error, the answer field by field,
 * and after clone and assign the rows of every table. What differs stands in {@link KnownDeviation} or {@link KnownField}.
 */
class ConformanceTest {

    private final List<String> lines = new ArrayList<>();
    private final EnumMap<KnownDeviation.Verdict, Integer> counts = new EnumMap<>(KnownDeviation.Verdict.class);
    /** Where some are not at hand, some lines of the tables have nobody who needs them. */
    private static final List<String> TABLES_ARE_FOR = List.of("7.0-from-6.1", "8.0-from-6.1", "9.2-from-6.1");

    private final AnswerDifferences answers = new AnswerDifferences();
    private static final Set<KnownDeviation> USED = new HashSet<>();
    private static final Set<KnownField> FIELDS = new HashSet<>();

    @Test
    void recordingsOfARealNailgunAreAtHand() {
        assumeThat(Recording.all()).as("recordings of a real Nailgun").isNotEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("org.octane.nailgun.Recording#all")
    void octaneAnswersAsTheRealNailgun(Recording recording) throws IOException {
        var database = NailgunDatabase.dump(recording.dump());
        var replay = new Replay(database, recording);
        try (var server = new NailgunServer(database)) {
            for (var entry : recording.entries()) {
                if (entry.has("method") && !entry.get("method").isNull()) {
                    call(recording, replay, database, server, entry);
                } else if (entry.has("receiver_method")) {
                    replay.reply(entry);
                } else if (entry.has("db_rows")) {
                    replay.rows(entry).forEach(lines::add);
                }
            }
            replay.releases().forEach(lines::add);
        }
        lines.add(counts.toString());
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "conformance-" + recording.name() + ".txt"), lines);
        System.getLogger("conformance").log(System.Logger.Level.INFO, recording.name() + " " + counts);
        assertThat(lines).noneMatch(line -> line.startsWith("FAULT"));
    }

    @AfterAll
    static void everyLineOfTheTableIsNeeded() {
        if (Recording.all().map(Recording::name).toList().containsAll(TABLES_ARE_FOR)) {
            assertThat(USED).containsExactlyInAnyOrderElementsOf(KnownDeviation.TABLE);
            assertThat(FIELDS).containsExactlyInAnyOrderElementsOf(KnownField.TABLE);
        }
    }

    private void call(Recording recording, Replay replay, DataSource database, NailgunServer server, JsonNode entry) {
        var method = entry.get("method").textValue();
        var path = entry.get("path").textValue();
        var note = entry.path("note").isNull() ? "" : entry.path("note").asText();
        var call = (method + " " + path + " " + note).strip();
        var apart = KnownDeviation.TABLE.stream()
                .filter(line -> line.isAbout(recording, call))
                .findFirst();
        replay.prepare(note);
        var request = withInstallation(recording, path, entry.get("request"));
        var answer = apart.map(KnownDeviation::aside).orElse(false)
                ? aside(database, method, path, request)
                : server.call(method, path, body(request));
        var differences = differences(entry, answer);
        var fields = differences.stream()
                .flatMap(difference -> KnownField.of(recording, difference).stream())
                .toList();
        var verdict = KnownDeviation.Verdict.EQUAL;
        var reason = "";
        if (!differences.isEmpty() && fields.size() == differences.size()) {
            FIELDS.addAll(fields);
            verdict = KnownDeviation.Verdict.DIFFERENT;
            reason = fields.stream().map(KnownField::reason).distinct().collect(Collectors.joining("; "));
        } else if (!differences.isEmpty()) {
            verdict = apart.map(KnownDeviation::verdict).orElse(null);
            reason = apart.map(KnownDeviation::reason).orElse(differences.toString());
            apart.ifPresent(USED::add);
            apart.map(KnownDeviation::then).ifPresent(then -> then.on(database));
            removed(database, method, path);
        }
        if (verdict != null) {
            counts.merge(verdict, 1, Integer::sum);
        }
        lines.add("%-10s %s: %s, Octane %d %s"
                .formatted(verdict == null ? "FAULT" : verdict, call, entry.get("status"), answer.status(), reason)
                .strip());
    }

    /** 7.0 installs a node that its only form names; with Octane that is the newer form, for the specification has it otherwise. */
    private static JsonNode withInstallation(Recording recording, String path, JsonNode request) {
        return recording.version().equals("7.0")
                        && path.endsWith("/upgrade/assign")
                        && request.path("node_id").isNumber()
                ? Json.read("{\"nodes_ids\": [" + request.get("node_id") + "]}")
                : request;
    }

    /** The real one deletes the seed that it made, where Octane has made one too. */
    private static void removed(DataSource database, String method, String path) {
        var seed = path.replaceAll("\\D*1/clusters/(\\d+)/?", "$1");
        if (method.equals("DELETE")
                && new JdbcTemplate(database)
                        .queryForList("select id from clusters where id = ?", Integer.class, Integer.valueOf(seed))
                        .contains(Integer.valueOf(seed))) {
            RealSide.deletion(database, Integer.parseInt(seed));
        }
    }

    private static NailgunServer.Answer aside(DataSource database, String method, String path, JsonNode request) {
        try (var server = new NailgunServer(NailgunDatabase.copy(database))) {
            return server.call(method, path, body(request));
        }
    }

    private static Object body(JsonNode request) {
        return request.isNull() ? null : request.isTextual() ? request.textValue() : request;
    }

    private List<String> differences(JsonNode entry, NailgunServer.Answer answer) {
        var recorded = entry.get("response_json");
        if (entry.get("status").intValue() != answer.status()) {
            return List.of("status " + answer.status() + " " + answer.message());
        }
        if (answer.status() >= 400) {
            // Python writes texts as u'…'; only the first line is the sentence.
            var sentence = recorded.path("message")
                    .asText("")
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replace("u'", "'");
            return sentence.isEmpty() || sentence.equals(answer.message())
                    ? List.of()
                    : List.of("sentence '" + answer.message() + "', recorded '" + sentence + "'");
        }
        return answers.of(entry.get("path").textValue(), recorded, answer.body());
    }
}
