package org.octane.world.chaos;

import java.util.Locale;
import java.util.regex.Pattern;

/** The options of a fault and the form of their values. */
enum FaultOption {
    AFTER(Forms.DURATION, "a time such as 500ms, 20s, 5m or 1h"),
    FOR(Forms.DURATION, "a time such as 500ms, 20s, 5m or 1h"),
    WHEN("((node-)?[0-9]+/|master/)?[A-Za-z0-9._-]+", "a program, or NODE/PROGRAM"),
    ON("provision|deploy|remove|task", "provision, deploy, remove or task"),
    TIMES("[1-9][0-9]{0,5}|forever", "a number from 1, or forever"),
    NTH(Forms.NUMBER, "a number from 1"),
    EXIT("[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]", "an exit status from 1 to 255"),
    SAYS("(?s).+", "a text"),
    ARGS("(?s).+", "a part of the program's arguments"),
    BYTES("[0-9]{1,12}[km]?", "a size such as 4096, 64k or 1m"),
    FACTOR("[1-9][0-9]{0,3}(\\.[0-9]{1,2})?", "a number from 1"),
    BY("-?" + Forms.DURATION, "a time such as 1h, or -5m for back"),
    MODE("stop|pause", "stop or pause"),
    STATUS("running|progress|end|any", "running, progress, end or any"),
    SEED("-?[0-9]{1,18}", "a whole number"),
    COUNT("[1-9][0-9]{0,2}", "a number from 1 to 999"),
    WITHIN(Forms.DURATION, "a time such as 60s");

    private final Pattern form;
    private final String rule;

    FaultOption(String form, String rule) {
        this.form = Pattern.compile(form);
        this.rule = rule;
    }

    /** As it is written before the {@code =}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a value of it is, for people. */
    String rule() {
        return rule;
    }

    boolean takes(String value) {
        return form.matcher(value).matches();
    }

    private static final class Forms {
        private static final String DURATION = "[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h)";
        private static final String NUMBER = "[1-9][0-9]{0,5}";
    }
}
