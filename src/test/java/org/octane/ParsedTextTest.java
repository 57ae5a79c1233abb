package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Numbers, times, addresses and ids are read out of text that somebody else wrote: rows of Nailgun's, answers of programs, what an operator
 * typed. What is not as expected is told in a sentence with what was found; Java's own words ({@code For input string: "x"}) tell nobody
 * what to do. So each place looks at the text first, or catches what reading it throws; the few others are listed with the reason.
 */
class ParsedTextTest {

    private static final Path SOURCES = Path.of("src/main/java/org/octane");

    private static final Pattern PARSES = Pattern.compile(
            "(?:Integer|Long|Double)(?:\\.|::)parse(?:Int|Long|Double)\\b|\\bnew Big(?:Decimal|Integer)\\("
                    + "|\\b(?:Instant|LocalDateTime|OffsetDateTime|LocalTime|LocalDate|Duration)\\.parse\\("
                    + "|\\bUUID\\.fromString\\(|\\bURI\\.create\\(|\\bnew URI\\(|getDecoder\\(\\)\\.decode\\("
                    + "|InetAddress\\.getByName\\(");

    private static final Pattern LOOKS = Pattern.compile(
            "\\.matches\\(|\\.matcher\\(|\\.group\\("
                    + "|catch \\([\\w |]*(?:NumberFormat|IllegalArgument|DateTime|DateTimeParse|Runtime|UnknownHost|URISyntax)Exception");

    private static final Pattern NAILGUNS_JSON = Pattern.compile("\\bJson\\.(?:read|object|array)\\((?:\\(String\\) )?"
            + "(?:\\w+\\.(?:get|path)\\(|row\\.getString\\(\"|ClusterRows\\.text)");

    private static final int BEFORE = 6;
    private static final int AFTER = 14;

    /** Who may read without a look, and why. */
    private static final Map<String, String> LISTED = Map.ofEntries(
            Map.entry("node/NodeProducer.java", "a number that Octane's own steps say"),
            Map.entry("step/upgradedb/CopyToSeed.java", "a number that the planner wrote"),
            Map.entry("step/approval/Turn.java", "a number that the planner wrote"),
            Map.entry("step/updatenodes/BeginUpdate.java", "an id that the planner wrote"),
            Map.entry("step/upgradeenv/CloneEnvironment.java", "an id that the planner wrote"),
            Map.entry("step/inplace/BeginVersions.java", "an id that the planner wrote"),
            Map.entry("astute/CastDispatcher.java", "an id that the planner wrote"),
            Map.entry("astute/PendingCasts.java", "a uuid that Octane made in the same call"),
            Map.entry("nailgun/version/OthersAtWork.java", "ids that Octane wrote"),
            Map.entry("nailgun/model/Subnet.java", "looked at by its two callers"),
            Map.entry("nailgun/model/Version.java", "looked at by its caller"),
            Map.entry("astute/condition/ConditionParser.java", "digits that the lexer found"),
            Map.entry("server/Brokers.java", "a setting that its rule has looked at"),
            Map.entry("server/apart/ApartBrokers.java", "a setting that its rule has looked at"),
            Map.entry("server/HttpAddress.java", "a setting that its rule has looked at; its caller names it"),
            Map.entry("server/settings/SettingsRecords.java", "a setting that its rule has looked at"),
            Map.entry("server/settings/Rules.java", "the setting's reader names it and what it has to be"),
            Map.entry("server/WorldProcess.java", "a file that Octane wrote"),
            Map.entry("server/schema/OctaneSchema.java", "names of Octane's own files"),
            Map.entry("server/probes/WorldTargets.java", "an address that the simulated cloud wrote"),
            Map.entry("probe/Target.java", "looked at when the target was made"),
            Map.entry("probe/Targets.java", "looked at when the target was made"),
            Map.entry("probe/Looks.java", "looked at when the target was made"),
            Map.entry("security/login/KeystoneCalls.java", "a setting that its rule has looked at"),
            Map.entry("cli/option/LoginOptions.java", "looked at as option --url"),
            Map.entry("cli/progress/TimeLeft.java", "the server's own answer"),
            Map.entry("cli/progress/StepTexts.java", "the server's own answer"),
            Map.entry("cli/render/TimeText.java", "the server's own answer"),
            Map.entry("cli/client/EventFeed.java", "the server's own answer"),
            Map.entry("cli/client/Api.java", "looked at as option --url"));

    @Test
    void nobodyReadsOthersTextWithoutALook() throws IOException {
        var found = new ArrayList<String>();
        var listed = new TreeSet<String>();
        for (var file : sources()) {
            var name = SOURCES.relativize(file).toString();
            // the simulated cloud reads what it has written
            if (name.startsWith("world/")) {
                continue;
            }
            var lines = Files.readAllLines(file);
            for (int at = 0; at < lines.size(); at++) {
                if (!PARSES.matcher(lines.get(at)).find()) {
                    continue;
                }
                if (LISTED.containsKey(name)) {
                    listed.add(name);
                } else if (!looks(lines, at)) {
                    found.add(name + ":" + (at + 1) + ": " + lines.get(at).strip());
                }
            }
        }

        assertThat(found)
                .as(
                        "text that is read without a look at it first (matches), nor a catch that says in a sentence what was found")
                .isEmpty();
        assertThat(listed).as("listed, and no longer there").isEqualTo(new TreeSet<>(LISTED.keySet()));
    }

    /** In a column of Nailgun's anything may stand: {@code JsonRow} tells which one, and takes nothing for an empty document. */
    @Test
    void whatNailgunsColumnsHoldIsReadByOne() throws IOException {
        var found = new ArrayList<String>();
        for (var file : sources()) {
            var name = SOURCES.relativize(file).toString();
            if (name.startsWith("nailgun/") && !name.endsWith("rows/JsonRow.java")) {
                Files.readAllLines(file).stream()
                        .filter(line -> NAILGUNS_JSON.matcher(line).find() && line.contains("textValue")
                                || NAILGUNS_JSON.matcher(line).find() && !line.contains("path("))
                        .forEach(line -> found.add(name + ": " + line.strip()));
            }
        }

        assertThat(found).isEmpty();
    }

    private static boolean looks(List<String> lines, int at) {
        var around = String.join("\n", lines.subList(Math.max(0, at - BEFORE), Math.min(lines.size(), at + AFTER + 1)));
        return LOOKS.matcher(around).find();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
