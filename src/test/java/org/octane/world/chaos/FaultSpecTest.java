package org.octane.world.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultSpecTest {

    private static final List<String> NODES = List.of("1", "10", "4", "master");

    @Test
    void severalFaultsStandBetweenCommas() {
        var faults =
                FaultSpec.parse("unreachable@node-4:after=10s:for=1.5m, fail@node-10/ceph-mon:times=forever:exit=22");
        assertThat(faults)
                .extracting(Fault::text)
                .containsExactly(
                        "unreachable@node-4:after=10s:for=1.5m", "fail@node-10/ceph-mon:times=forever:exit=22");
        assertThat(faults.get(0).node()).isEqualTo("4");
        assertThat(faults.get(0).duration(FaultOption.FOR, Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
        assertThat(faults.get(1).part()).isEqualTo("ceph-mon");
        assertThat(faults.get(1).times()).isEqualTo(Fault.FOR_EVER);
    }

    @Test
    void aQuotedValueMayHoldSeparatorsAndQuotes() {
        var fault = FaultSpec.parse("fail@4/mysql:says=\"ERROR 1064: near \\\"a, b\\\"\":args=\"-e select\"")
                .get(0);
        assertThat(fault.text(FaultOption.SAYS, "")).isEqualTo("ERROR 1064: near \"a, b\"");
        assertThat(fault.text(FaultOption.ARGS, "")).isEqualTo("-e select");
    }

    @Test
    void aFaultStrikesOnceUnlessItHasATimeToStrikeIn() {
        assertThat(FaultSpec.parse("lost@replies").get(0).times()).isEqualTo(1);
        assertThat(FaultSpec.parse("lost@replies:for=10s").get(0).times()).isEqualTo(Fault.FOR_EVER);
    }

    @Test
    void sizesHaveUnits() {
        assertThat(FaultSpec.parse("cut@4:bytes=64k").get(0).size(FaultOption.BYTES, 0))
                .isEqualTo(65_536);
        assertThat(FaultSpec.parse("cut@4:bytes=1m").get(0).size(FaultOption.BYTES, 0))
                .isEqualTo(1 << 20);
        assertThat(FaultSpec.parse("cut@4").get(0).size(FaultOption.BYTES, 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explode@node-4 | 'explode' is no kind of fault.",
                "unreachable@node-x | 'node-x' is no NODE.",
                "unreachable | '' is no NODE.",
                "fail@node-4 | 'node-4' is no NODE/PROGRAM.",
                "fail@node-4/../sh | 'node-4/../sh' is no NODE/PROGRAM.",
                "unreachable@node-4:for=ever | for=ever is not a time such as",
                "unreachable@node-4:times=3 | unreachable has no option 'times'.",
                "fail@4/ceph:exit=300 | exit=300 is not an exit status from 1 to 255.",
                "fail@4/ceph:exit=1:exit=2 | exit stands there twice.",
                "fail@4/ceph:says=\"x | a double quote is not closed.",
                "fail@4/ceph:says | says= is not a text.",
                "slow@4 | slow needs factor=.",
                "down@mysql | 'mysql' is no postgres|broker|astute.",
                "down@worker:mode=pause | a worker can't pause, only all of astute.",
                "down@postgres:nth=2 | nth= counts the occasions of when= or on=.",
                "late@replies | late needs by=.",
                "cut@4:when=ceph:on=deploy | it can wait for one.",
                "random@4:seed=1 | ",
                "random:seed=1:count=5 | random needs within="
            })
    void aWrongFaultIsRefusedWithItsReasonAndTheGrammar(String spec, String reason) {
        assertThatThrownBy(() -> FaultSpec.check("clock@1:by=1h," + spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason == null ? "random" : reason)
                .hasMessageContaining("KIND@TARGET[:KEY=VALUE]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, -7})
    void theSameSeedDrawsTheSameFaults(long seed) {
        assertThat(drawn(seed, 40)).isEqualTo(drawn(seed, 40)).hasSize(40);
        assertThat(drawn(seed, 40)).isNotEqualTo(drawn(seed + 1, 40));
    }

    @Test
    void whatIsDrawnStrikesWithinTheTime() {
        assertThat(RandomFaults.of(
                        FaultSpec.parse("random:seed=3:count=200:within=2s").get(0), NODES))
                .allSatisfy(fault -> assertThat(fault.duration(FaultOption.AFTER, Duration.ofHours(1)))
                        .isLessThan(Duration.ofSeconds(2)));
    }

    private static List<Fault> drawn(long seed, int count) {
        return RandomFaults.of(
                FaultSpec.parse("random:seed=" + seed + ":count=" + count + ":within=60s")
                        .get(0),
                NODES);
    }
}
