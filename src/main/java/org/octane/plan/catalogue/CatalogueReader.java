package org.octane.plan.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads all definitions there are: those of the program, and the operator's own beside them. Stages may come after each other
 * across files and use each other's steps, so all files are read before anything is put together.
 */
public final class CatalogueReader {

    private static final String SUFFIX = ".yaml";

    /** Camel reads these. */
    private static final String ROUTES = ".camel.yaml";

    private final Map<String, StepDefinition> steps = new LinkedHashMap<>();
    private final Map<String, StageDefinition> stages = new LinkedHashMap<>();
    private final Map<String, PlanDefinition> plans = new LinkedHashMap<>();

    private CatalogueReader() {}

    /**
     * @param own the folder {@code steps.d}; there need be none
     * @throws InvalidDefinition if something can't be used
     */
    public static Catalogue read(Path own) {
        try {
            var files = new ArrayList<DefinitionFile>();
            files.addAll(built("stages"));
            files.addAll(built("plans"));
            var folder = own != null && Files.isDirectory(own) ? own : null;
            if (folder != null) {
                files.addAll(own(folder));
            }
            return read(files, Scripts.of(folder), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Definitions of one folder alone, with the scripts beside them. */
    public static Catalogue only(Path folder) {
        try {
            return read(own(folder), new Scripts(Set.of(), Scripts.of(folder).own()), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Catalogue read(List<DefinitionFile> files, Scripts scripts, Path own) {
        var reader = new CatalogueReader();
        var readers = files.stream()
                .filter(file -> file.defines("stage"))
                .map(StageReader::new)
                .toList();
        reader.add(Catalogue.TURN);
        readers.forEach(stage -> stage.definitions(reader::add));
        for (var stage : readers) {
            reader.add(stage.stage(reader.steps));
        }
        files.stream()
                .filter(file -> file.defines("plan"))
                .forEach(file -> reader.add(PlanDefinition.of(file, reader.stages)));
        var plugins = files.stream()
                .filter(file -> file.defines("plugin"))
                .map(PluginDefinition::of)
                .toList();
        var catalogue = new Catalogue(Map.copyOf(reader.steps), reader.stages, reader.plans, plugins, own);
        new CatalogueRules(catalogue, scripts).hold();
        return catalogue;
    }

    private void add(StepDefinition step) {
        var other = steps.put(step.name(), step);
        unique(step.file(), "step " + step.name(), other == null ? null : other.file());
    }

    private void add(StageDefinition stage) {
        var other = stages.put(stage.name(), stage);
        unique(stage.file(), "stage " + stage.name(), other == null ? null : other.file());
    }

    private void add(PlanDefinition plan) {
        var other = plans.put(plan.name(), plan);
        unique(plan.file(), "plan " + plan.name(), other == null ? null : other.file());
    }

    private static void unique(String file, String what, String other) {
        if (other != null) {
            throw new InvalidDefinition(file + ": " + what, "it is defined in " + other + " already");
        }
    }

    private static List<DefinitionFile> built(String folder) throws IOException {
        var files = new ArrayList<DefinitionFile>();
        for (var name : new ProgramFolder(folder).files()) {
            var path = folder + "/" + name;
            try (var in = CatalogueReader.class.getClassLoader().getResourceAsStream(path)) {
                files.add(DefinitionFile.read(path, false, in));
            }
        }
        return files;
    }

    private static List<DefinitionFile> own(Path folder) throws IOException {
        var files = new ArrayList<DefinitionFile>();
        List<Path> paths;
        try (var all = Files.list(folder)) {
            paths = all.filter(path ->
                            path.toString().endsWith(SUFFIX) && !path.toString().endsWith(ROUTES))
                    .sorted()
                    .toList();
        }
        for (var path : paths) {
            try (var in = Files.newInputStream(path)) {
                files.add(DefinitionFile.read(path.toString(), true, in));
            }
        }
        return files;
    }
}
