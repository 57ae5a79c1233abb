package org.octane.world.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code chaos.log}: {@code <epoch ms> TAB <fault> TAB <what it did>}. Nodes' programs write to it as well. */
record ChaosLog(Path file) {

    private static final Logger log = LoggerFactory.getLogger(ChaosLog.class);

    void struck(String fault, String what) {
        log.atInfo().addKeyValue("fault", fault).log("{}", what);
        var line = System.currentTimeMillis() + "\t" + oneLine(fault) + "\t" + oneLine(what) + "\n";
        try {
            Files.write(
                    file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.atWarn().setCause(e).log("{} can't be written", file);
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s]*\n.*", "").replace('\t', ' ');
    }
}
