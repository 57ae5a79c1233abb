package org.octane.nailgun;

import java.util.List;
import java.util.Optional;

/**
 * A field that differs in every answer that shows it, with the reason. One that no recorded answer needs fails the test.
 *
 * @param difference version of the real Nailgun, a blank, and the beginning of a sentence of {@link AnswerKeys#differences}, as a
 *     regular expression
 */
record KnownField(String difference, String reason) {

    static final List<KnownField> TABLE = List.of(
            new KnownField(
                    "(7\\.0|9\\.2) (\\[])?\\.(fuel_version|release) is ",
                    "the recorded programs take themselves for 6.1 and 9.1; here it is the release's Fuel"),
            new KnownField(
                    "9\\.2 \\.(vips\\.\\w+|(public|management)(_vrouter)?_vip) is more",
                    "a clone has its VIPs at once in every version (fault 3)"),
            new KnownField("\\S+ \\.auth_required is true", "whoever asks Octane says who it is"),
            new KnownField(
                    "9\\.2 \\.editable\\.(operator|service)_user\\.\\w+\\.value is ",
                    "each program makes up passwords anew"),
            new KnownField(
                    "7\\.0 \\.editable\\.public_ssl\\.(horizon|services)\\.value is false",
                    "the original's endpoints are without TLS, and clients would find none with it (a fault; mended in 8.0)"));

    static Optional<KnownField> of(Recording recording, String difference) {
        var text = recording.version() + " " + difference;
        return TABLE.stream()
                .filter(field -> text.matches(field.difference() + ".*"))
                .findFirst();
    }
}
