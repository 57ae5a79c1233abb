package org.octane.nailgun.model;

import java.util.Optional;
import java.util.regex.Pattern;
import org.octane.failure.Code;
import org.octane.plan.Refusal;

/**
 * An IPv4 network such as {@code 192.168.0.0/24}.
 *
 * @param first its address as a number
 * @param prefix length of the prefix, 0 to 32
 */
public record Subnet(long first, int prefix) {

    /** What {@link #find} finds, in words. */
    public static final String WORDS = "an IPv4 network such as 192.168.0.0/24";

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|\\d{1,2})";
    private static final Pattern ADDRESS = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern PREFIX = Pattern.compile("\\d|[12]\\d|3[0-2]");

    /** @throws Refusal 400 if it is no IPv4 network */
    public static Subnet of(String cidr) {
        return find(cidr).orElseThrow(() -> Refusal.invalid("'%s' is not %s.".formatted(cidr, WORDS)));
    }

    /** Empty: it is no IPv4 network. Fuel knows no other. */
    public static Optional<Subnet> find(String cidr) {
        var slash = cidr.indexOf('/');
        return slash > 0
                        && ADDRESS.matcher(cidr.substring(0, slash)).matches()
                        && PREFIX.matcher(cidr.substring(slash + 1)).matches()
                ? Optional.of(new Subnet(number(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1))))
                : Optional.empty();
    }

    /** As it was written. */
    public String text() {
        return text(first) + "/" + prefix;
    }

    public String netmask() {
        return text(0xffffffffL << (32 - prefix) & 0xffffffffL);
    }

    public String broadcast() {
        return text(first | (1L << (32 - prefix)) - 1);
    }

    /** @throws Refusal 409 if it is no IPv4 address: it came from Nailgun's rows */
    public static long number(String address) {
        if (address == null || !ADDRESS.matcher(address).matches()) {
            throw Refusal.conflict(
                            "Nailgun has '%s' where an IPv4 address such as 192.168.0.2 belongs; correct it there."
                                    .formatted(address))
                    .as(Code.UNREADABLE_ROW);
        }
        var number = 0L;
        for (var part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    public static String text(long number) {
        return "%d.%d.%d.%d".formatted(number >> 24, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
    }
}
