package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No script asks for more than its node has: CentOS 6 on the Fuel master (bash 4.1, coreutils 8.4, util-linux 2.17,
 * procps 3.2, sed 4.2.1), Ubuntu 14.04 on the others (bash 4.3, mawk 1.3.3, iproute2 3.12, curl 7.35).
 */
class OldNodesTest {

    private static final Map<String, Pattern> NEWER = new LinkedHashMap<>();
    private static final Map<String, Pattern> NOT_IN_MAWK = new LinkedHashMap<>();
    private static final Pattern AWK = Pattern.compile("\\bawk\\b[^'\\n]*(?:\\\\\\n[^'\\n]*)?'([^']*)'");

    static {
        newer("an empty array under set -u, but as ${x[@]+\"${x[@]}\"}", "(?<!\\+\"?)\\$\\{\\w+\\[[@*]\\](?!\\+)");
        newer("transformation of a parameter (bash 4.4)", "\\$\\{[^}]*@[A-Za-z]\\}");
        newer("wait -n (bash 4.3)", "\\bwait -[np]\\b");
        newer("names that stand for variables (bash 4.3)", "\\b(local|declare|typeset) -[a-zA-Z]*n");
        newer("declare -g (bash 4.2)", "\\b(declare|typeset) -[a-zA-Z]*g");
        newer("mapfile -d (bash 4.4)", "\\b(mapfile|readarray)\\b.* -d");
        newer("printf of a time (bash 4.2)", "%-?\\d*\\([^)]*\\)T");
        newer("options of later shells", "\\b(inherit_errexit|lastpipe|assoc_expand_once|localvar_inherit)\\b");
        newer("subscripts from the end (bash 4.3)", "\\w\\[-\\d+\\]");
        newer("a length from the end (bash 4.2)", "\\$\\{\\w+:[^}:]*: ?-\\d");
        newer("is a variable set (bash 4.2)", "(\\[|\\[\\[|\\btest) -[vR] ");
        newer("variables of later shells", "\\b(EPOCHSECONDS|EPOCHREALTIME|SRANDOM|BASH_ARGV0)\\b");
        newer("a character by its number (bash 4.2)", "\\$'[^']*\\\\[uU][0-9a-fA-F]");
        newer("programs of later systems", "(^|[ (;|])(realpath|numfmt|nsenter|prlimit|runuser|pidwait) ");
        newer(
                "options of later coreutils",
                "\\b(df --output|du --inodes|ln -[a-z]*r|(?<!\\*\\) )timeout \"?(-k|--k|--fore)|sort --parallel|(?<!db )sync -|split --filter"
                        + "|(head|tail|cut|comm|paste) -[a-z]*z|dd .*status=)");
        newer(
                "options of later util-linux",
                "\\b(setsid -|lsblk .*-J|findmnt .*-J|flock .*(-E|-F|--verbose|--conflict|--no-fork))");
        newer("options of later procps", "\\b(pgrep -[a-z]*a|ps -q|free -h)");
        newer("options of later sed", "\\bsed (-[a-zA-Z]*z|--null|--debug|--sandbox)");
        newer("options of later tar", "\\btar .*--(sort|zstd)");
        newer("options of later iproute2", "\\bip (.* )?-(j|json|br|brief|p|pretty)\\b|\\bip .*link show type");
        newer(
                "options of later curl",
                "\\bcurl .*--(json|connect-to|fail-with-body|retry-connrefused|retry-all-errors)");
        notInMawk("classes of characters", "\\[\\[:");
        notInMawk("counts in regular expressions", "[\\])\\w.]\\{\\d+(,\\d*)?\\}");
        notInMawk(
                "functions and variables of gawk",
                "\\b(gensub|strftime|systime|mktime|asorti?|patsplit|nextfile|PROCINFO|IGNORECASE|FPAT|BEGINFILE|ENDFILE)\\b");
    }

    private static void newer(String what, String pattern) {
        NEWER.put(what, Pattern.compile(pattern));
    }

    private static void notInMawk(String what, String pattern) {
        NOT_IN_MAWK.put(what, Pattern.compile(pattern));
    }

    static Stream<Path> scripts() throws IOException {
        return ScriptText.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void itsShellAndProgramsMayBeOld(Path script) {
        var code = ScriptText.code(script);

        NEWER.forEach(
                (what, pattern) -> assertThat(found(pattern, code)).as(what).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void itsAwkMayBeMawk(Path script) {
        var programs = AWK.matcher(String.join("\n", ScriptText.code(script)))
                .results()
                .map(result -> result.group(1))
                .toList();

        NOT_IN_MAWK.forEach(
                (what, pattern) -> assertThat(found(pattern, programs)).as(what).isEmpty());
    }

    @Test
    void whatIsNewerIsFound() {
        var lines = List.of(
                "vsctl add-port \"$1\" \"${options[@]}\" -- set",
                "echo \"${name@Q}\"",
                "wait -n",
                "local -n other=$1",
                "mapfile -d '' files",
                "printf '%(%F)T\\n' -1",
                "echo \"${list[-1]}\"",
                "df --output=avail /var",
                "setsid --wait bash",
                "timeout \"--kill-after=$SECONDS\" 60 crm status",
                "ip -j link show");

        assertThat(lines).allSatisfy(line -> assertThat(NEWER.values())
                .anyMatch(pattern -> pattern.matcher(line).find()));
        assertThat(found(
                        NEWER.values().iterator().next(),
                        List.of("tar \"$x\" ${files[@]+\"${files[@]}\"}", "${#files[@]}")))
                .isEmpty();
    }

    private static List<String> found(Pattern pattern, List<String> texts) {
        return texts.stream().filter(text -> pattern.matcher(text).find()).toList();
    }
}
