package org.octane.astute.facts;

/** An IPv4 network such as {@code 192.168.0.0/24}. */
public record Cidr(String text) {

    int prefix() {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    String netmask() {
        return dotted(prefix() == 0 ? 0 : -1L << (32 - prefix()) & 0xffffffffL);
    }

    public static long number(String address) {
        long number = 0;
        for (var part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    public static String dotted(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
