package org.octane.node;

import java.util.regex.Pattern;

/** Output of a command without what looks like a secret: it goes into logs, events and dead letters. */
final class Masked {

    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\\w.-]*(?:pass(?:word|wd)?|secret|token|auth_key|encryption_key)[\"']?\\s*[=:]\\s*)[\"']?[^\\s\"',;]+[\"']?");
    private static final Pattern CEPH_KEY = Pattern.compile("AQ[A-Za-z0-9+/]{36}==");
    // A failed restore prints the rows it choked on.
    private static final Pattern ROWS = Pattern.compile("(?m)^(INSERT INTO .*|\\('.*|\\([0-9].*)$");

    private Masked() {}

    static String of(String text) {
        var named = NAMED.matcher(text).replaceAll("$1***");
        var keyless = CEPH_KEY.matcher(named).replaceAll("***");
        return ROWS.matcher(keyless).replaceAll("*** rows");
    }
}
