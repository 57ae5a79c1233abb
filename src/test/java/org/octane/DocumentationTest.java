package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.world.chaos.FaultSpec;
import picocli.CommandLine;

/** What the documentation tells people to type exists. */
class DocumentationTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");
    private static final Pattern INLINE = Pattern.compile("`octane ([^`]+)`");
    private static final Pattern FAULTS = Pattern.compile("(?:--chaos|echo) '([^']+)'");
    private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)\\)");
    private static final Pattern PLACE = Pattern.compile("`([a-z]+/[A-Za-z0-9./-]*)`");
    private static final List<Path> ROOTS =
            List.of(Path.of("."), Path.of("src/main/resources"), Path.of("src/main/java/org/octane"));
    private static final Pattern API = Pattern.compile("/api/v1(/[a-z-]+)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/operations-guide.md",
                "docs/chaos.md",
                "docs/errors.md",
                "docs/extending.md",
                "docs/security.md"
            })
    void everyCommandAndItsOptionsExist(String document) throws IOException {
        List<String> commands = commands(text(document));

        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            List<String> words = List.of(command.split("\\s+"));
            String name = words.get(0);
            if (name.startsWith("--")) {
                continue;
            }
            assertThat(Octane.names()).as("in '%s'", command).contains(name);
            CommandLine subcommand = Octane.commandLine(name).getSubcommands().get(name);
            if (words.size() > 1) {
                subcommand = subcommand.getSubcommands().getOrDefault(words.get(1), subcommand);
            }
            assertThat(subcommand.getCommandSpec().optionsMap().keySet())
                    .as("options of '%s'", command)
                    .containsAll(words.stream()
                            .filter(word -> word.startsWith("-"))
                            .map(word -> word.replaceFirst("=.*", ""))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "ARCHITECTURE.md",
                "CONTRIBUTING.md",
                "docs/operations-guide.md",
                "docs/errors.md",
                "docs/decisions/README.md"
            })
    void everyLinkLeadsToAFile(String document) throws IOException {
        List<String> links = found(LINK, text(document));

        assertThat(links).isNotEmpty();
        assertThat(links).allSatisfy(link -> assertThat(
                        Path.of(document).toAbsolutePath().resolveSibling(link))
                .exists());
    }

    @Test
    void everyDecisionIsInTheirIndex() throws IOException {
        List<String> listed = found(LINK, text("docs/decisions/README.md"));

        try (Stream<Path> decisions = Files.list(Path.of("docs/decisions"))) {
            assertThat(decisions.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(listed).contains(name));
        }
    }

    @Test
    void everyPlaceThatTheArchitectureNamesIsThere() throws IOException {
        List<String> places = found(PLACE, text("ARCHITECTURE.md"));

        assertThat(places).hasSizeGreaterThan(20).allSatisfy(place -> assertThat(ROOTS)
                .as(place)
                .anyMatch(root -> Files.exists(root.resolve(place)) || Files.exists(root.resolve(place + ".java"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md"})
    void everyResourceOfTheRestApiIsInItsContract(String document) throws IOException {
        String contract = Files.readString(Path.of("src/main/resources/openapi/octane.yaml"));

        assertThat(found(API, text(document))).isNotEmpty().allSatisfy(path -> assertThat(contract)
                .contains("\n  " + path));
    }

    @Test
    void everyFaultShownCanBeAskedFor() throws IOException {
        List<String> faults = found(FAULTS, text("docs/chaos.md"));

        assertThat(faults).isNotEmpty().allSatisfy(FaultSpec::check);
    }

    /** What follows {@code octane} in console lines and in code within sentences. */
    private static List<String> commands(String text) {
        List<String> commands = new ArrayList<>(found(INLINE, text));
        for (String block : found(BLOCK, text)) {
            block.lines()
                    .filter(line -> line.startsWith("$ scripts/octane "))
                    .map(line -> line.replaceFirst("^\\$ scripts/octane ", "").replaceFirst(" *[|&#].*", ""))
                    .forEach(commands::add);
        }
        return commands;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String text(String document) throws IOException {
        return Files.readString(Path.of(document));
    }
}
