package org.octane.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A state of the page as everybody sees it, for whom it has to be without a serious fault. */
final class Pictures {

    private Pictures() {}

    static void of(Chromium chromium, String state) {
        for (var width : List.of(Chromium.NARROW, Chromium.WIDE)) {
            for (var dark : List.of(true, false)) {
                chromium.width(width);
                chromium.dark(dark);
                var name = state + "-" + width + (dark ? "-dark" : "-light");
                chromium.screenshot(name);
                assertThat(chromium.seriousFaults()).as(name).isEmpty();
                assertThat(chromium.script(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as(name + " is not wider than the screen")
                        .isEqualTo(0L);
            }
        }
    }
}
