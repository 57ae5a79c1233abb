package org.octane.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All that a simulated cloud consists of, by path: every file of every node byte for byte with its mode, the state of what
 * runs there, and what the nodes share.
 */
record Snapshot(SortedMap<String, String> files) {

    private static final int SHOWN = 200;

    /** What says nothing of how the cloud is. */
    private static final List<Pattern> LEFT_OUT = List.of(
            // what was done
            Pattern.compile("nodes/[^/]+/sim/(journal|upstart.log)|nodes/[^/]+/root/var/log/.*"),
            // when pacemaker looks next
            Pattern.compile("cloud/env/[0-9]+/pacemaker/due"),
            // how often Ceph's map was written, and which of these maps an OSD has
            Pattern.compile(".*/store.db/epoch|nodes/[^/]+/sim/osd/[0-9]+"),
            // attempts that were overtaken stay so, on the seed
            Pattern.compile("nodes/1[012]/root/var/lib/octane/(fence/.*|[a-z]+.lock)"),
            // the broker drops a plugin when it starts the next time
            Pattern.compile("nodes/master/sim/rabbitmq.loaded"),
            // since when Astute's workers are connected to it
            Pattern.compile("nodes/master/sim/rabbitmq.started"),
            // each process has another number
            Pattern.compile("nodes/[^/]+/sim/haproxy.pid"));

    static Snapshot of(ScriptWorld world) {
        var found = new TreeMap<String, String>();
        for (var part : List.of("nodes", "cloud")) {
            try (var paths = Files.walk(world.folder().resolve(part))) {
                for (var path : paths.filter(Files::isRegularFile).toList()) {
                    var name = world.folder().relativize(path).toString();
                    if (LEFT_OUT.stream().noneMatch(p -> p.matcher(name).matches())) {
                        keep(found, name, content(name, path));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Snapshot(found);
    }

    /** Pacemaker may have been told to start what it starts anyway. */
    private static void keep(SortedMap<String, String> found, String name, String content) {
        if (!name.contains("/pacemaker/target/") || !content.startsWith("Started")) {
            found.put(place(name), content);
        }
    }

    /** Which of its controllers holds an address is a cluster's own choice, and a process has any number. */
    private static String place(String name) {
        return name.replaceFirst("^nodes/([0-9]+)/sim/haproxy/.*", "nodes/$1/sim/haproxy")
                .replaceFirst("^nodes/[123]/sim/vips/", "original/vips/")
                .replaceFirst("^nodes/1[012]/sim/vips/", "seed/vips/")
                .replaceFirst("(/pacemaker/actual/vip__[a-z_]+)/[0-9]+$", "$1");
    }

    private static String content(String name, Path path) throws IOException {
        var text = text(name, path);
        if (name.matches("nodes/[^/]+/sim/services/.*")) {
            return text.replaceFirst("^(\\S+ \\S+) \\S+", "$1");
        }
        if (name.contains("/api/")) {
            return text.replaceFirst("^([0-9]+) \\S+", "$1");
        }
        return name.contains("/root/") ? Files.getPosixFilePermissions(path) + " " + text : text;
    }

    /** A dump says when it was made, and is sealed with another salt each time; its checksum is that of the file. */
    private static String text(String name, Path path) throws IOException {
        var bytes = Files.readAllBytes(path);
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (name.endsWith(".sql.gz")) {
            return SealedDumps.withoutTime(bytes);
        }
        if (name.endsWith(".sql.gz.sha256")) {
            var dump = path.resolveSibling(path.getFileName().toString().replace(".sha256", ""));
            return Files.exists(dump) && text.startsWith(SealedDumps.checksum(dump)) ? "of the dump" : text;
        }
        return text;
    }

    /** One line for each difference. */
    List<String> differences(Snapshot now) {
        var lines = new ArrayList<String>();
        files.forEach((name, content) -> {
            var other = now.files.get(name);
            if (other == null) {
                lines.add(name + " is gone, was: " + brief(content));
            } else if (!other.equals(content)) {
                lines.add(name + " was: " + brief(content) + ", is: " + brief(other));
            }
        });
        now.files.forEach((name, content) -> {
            if (!files.containsKey(name)) {
                lines.add(name + " was not there: " + brief(content));
            }
        });
        return lines;
    }

    private static String brief(String text) {
        return text.substring(0, Math.min(SHOWN, text.length())).replace('\n', '|');
    }
}
