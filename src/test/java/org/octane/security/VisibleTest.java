package org.octane.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes and other programs say, on its way to a terminal or a log. */
class VisibleTest {

    @ParameterizedTest
    @CsvSource({
        "a window's title (OSC),'\u001b]0;owned\u0007','\\u001b]0;owned\\u0007'",
        "a colour (CSI),'\u001b[31mred','\\u001b[31mred'",
        "CSI of C1,'\u009b31mred','\\u009b31mred'",
        "OSC 52 which fills the clipboard,'\u001b]52;c;cm0gLXJm\u001b\\','\\u001b]52;c;cm0gLXJm\\u001b\\'",
        "backspaces over a word,'no\b\byes','no\\u0008\\u0008yes'",
        "a carriage return over a line,'failed\rdone','failed\\u000ddone'",
        "letters from right to left,'user\u202egnp.exe','user\\u202egnp.exe'",
        "an isolate,'a\u2066b\u2069','a\\u2066b\\u2069'",
        "letters without width,'ro\u200bot','ro\\u200bot'",
        "a line separator,'a\u2028b','a\\u2028b'",
        "DEL,'a\u007fb','a\\u007fb'"
    })
    void isShownAndNotObeyed(String what, String said, String shown) {
        assertThat(Visible.lines(said)).as(what).isEqualTo(shown);
        assertThat(Visible.line(said)).as(what).isEqualTo(shown);
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        var text = "Überfüllt – 93 % of /dev/sda1, ядро, 日本語, 😀 <b>&amp;</b>";
        assertThat(Visible.line(text)).isSameAs(text);
        assertThat(Visible.lines("a\n\tb\n")).isEqualTo("a\n\tb\n");
        assertThat(Visible.line("a\nlevel=INFO message=\"all is well\""))
                .isEqualTo("a\\u000alevel=INFO message=\"all is well\"");
        assertThat(Visible.line(null)).isNull();
    }
}
