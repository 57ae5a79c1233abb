package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Output that is meant for nobody: endless, without lines, or no text at all. */
class OutputTailTest {

    @Test
    void aGibibyteWithoutALineEndTakesNoMoreRoomThanIsKept() {
        var tail = new OutputTail(4_096);
        var chunk = new byte[1 << 20];
        java.util.Arrays.fill(chunk, (byte) 'x');
        for (int i = 0; i < 1_024; i++) {
            tail.write(chunk, 0, chunk.length);
        }
        tail.write('!');

        assertThat(tail.text()).hasSize(4_096 - 1_024).startsWith("xxx").endsWith("x!");
    }

    /** A password whose first half has gone is no password that could be masked. */
    @Test
    void whatIsLeftOfALongOutputBeginsWithAWholeLine() {
        var tail = new OutputTail(4_096);
        var text = ("password=hunter2hunter2\n").repeat(1_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        tail.write(text, 0, text.length);

        assertThat(tail.text().lines()).hasSizeGreaterThan(160).containsOnly("password=hunter2hunter2");
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        var tail = new OutputTail(4_096);
        tail.write(new byte[] {'a', (byte) 0xff, (byte) 0xc3, '(', (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'z'}, 0, 8);

        assertThat(tail.text()).startsWith("a\ufffd").endsWith("z").doesNotContain("\ud800");
    }
}
