package org.octane.nailgun.model;

/**
 * An IPv4 network such as {@code 192.168.0.0/24}.
 *
 * @param first its address as a number
 * @param prefix length of the prefix, 0 to 32
 */
public record Subnet(long first, int prefix) {

    public static Subnet of(String cidr) {
        var slash = cidr.indexOf('/');
        return new Subnet(number(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)));
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

    public static long number(String address) {
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
