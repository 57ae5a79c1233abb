package org.octane.security;

import java.util.List;
import java.util.regex.Pattern;
import org.octane.step.Mask;

/** Hides what looks like a secret by the words around it, for example {@code password=…} or a private key, known or not. */
final class SuspectedSecrets {

    private static final String VALUE = "(?:u?\"[^\"\\n]*\"|u?'[^'\\n]*'|[^\\s\"',;]+)";
    private static final String NAME =
            "pass(?:word|wd|phrase)?|secret|token|credentials?|ps_?key|(?:auth|encryption|api|private|secret|access|admin|mon"
                    + "|bootstrap_osd|radosgw)[_-]?key";

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            // Whole, or what is left of one whose beginning or end was cut off.
            rule(
                    "(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
                    Mask.STARS + " private key"),
            rule("(?s)\\A[A-Za-z0-9+/=\\s]+-----END [A-Z ]*PRIVATE KEY-----", Mask.STARS + " private key"),
            rule("(?i)((?<=://)[^\\s:/@]+:)[^\\s/@]+(?=@)", "$1" + Mask.STARS),
            rule("(?i)(identified by\\s+(?:password\\s+)?)" + VALUE, "$1" + Mask.STARS),
            rule("(?i)([\\w.-]*(?:" + NAME + ")[\"']?\\s*[=:]\\s*)(?!\\*{6})" + VALUE, "$1" + Mask.STARS),
            rule("AQ[A-Za-z0-9+/]{36}==", Mask.STARS),
            // A failed restore prints the rows it choked on.
            rule("(?m)^(INSERT INTO .*|\\('.*|\\([0-9].*)$", Mask.STARS + " rows"));

    private SuspectedSecrets() {}

    static String masked(String text) {
        var masked = text;
        for (var rule : RULES) {
            masked = rule.pattern().matcher(masked).replaceAll(rule.replacement());
        }
        return masked;
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }
}
