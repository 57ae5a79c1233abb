package org.octane.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeatherTest {

    private static final int SEEDS = 300;

    @Test
    void aSeedDrawsTheSameEachTime() {
        for (var kind : Weather.Kind.values()) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                assertThat(Weather.of(kind, seed)).isEqualTo(Weather.of(kind, seed));
            }
        }
    }

    @Test
    void allThatCanGoWrongIsDrawn() {
        var all = drawn().toList();
        assertThat(all.stream()
                        .map(Weather::strategy)
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting())))
                .containsOnlyKeys(Weather.STRATEGIES)
                .values()
                .containsOnly((long) SEEDS / Weather.STRATEGIES.size());
        assertThat(all.stream().map(Weather::blows).flatMap(Collection::stream).map(Weather.Blow::harm))
                .contains(Weather.Harm.values());
        assertThat(all.stream().map(weather -> weather.limits().get("compute"))).contains(1, 2);
        for (var chance : List.<java.util.function.Predicate<Weather>>of(
                Weather::messages, Weather::ownBroker, weather -> weather.lasting() != null, weather -> weather.blows()
                        .isEmpty())) {
            assertThat(all).anyMatch(chance).anyMatch(chance.negate());
        }
        assertThat(all.stream().map(Weather::faults)).doesNotHaveDuplicates();
    }

    @Test
    void aBrokerInTheServerIsNotCutFromIt() {
        assertThat(drawn().filter(Weather::ownBroker)).isNotEmpty().allSatisfy(weather -> {
            assertThat(weather.messages()).isFalse();
            assertThat(weather.blows()).extracting(Weather.Blow::harm).doesNotContain(Weather.Harm.CUT_FROM_BROKER);
        });
    }

    @Test
    void anotherCloudIsRefused() {
        assertThat(Weather.Kind.of("sample")).isEqualTo(Weather.Kind.SAMPLE);
        assertThatThrownBy(() -> Weather.Kind.of("large")).hasMessage("-Dchaos.cloud=large is neither four nor sample");
    }

    private static Stream<Weather> drawn() {
        return IntStream.rangeClosed(1, SEEDS).mapToObj(seed -> Weather.of(Weather.Kind.FOUR, seed));
    }
}
