package org.octane.server.apart;

/**
 * What a cloud is to have for itself, as its operator has named it.
 *
 * @param key the setting, as it is called where there is one cloud
 */
record Place(String cloud, String key, String url) {

    private static final String PREFIX = "octane.";

    /** Addresses may hold passwords, in front of the host or among their options. */
    private String shown() {
        return url.replaceAll("//[^/@,]*@", "//").replaceAll("\\?[^,)]*", "");
    }

    IllegalArgumentException sameAs(Place other, String what) {
        return new IllegalArgumentException("The clouds " + other.cloud + " and " + cloud + " have the same " + key
                + ": "
                + (shown().equals(other.shown()) ? shown() : other.shown() + " and " + shown() + " are one " + what)
                + "; set octane.clouds." + cloud + "." + key.substring(PREFIX.length()) + " to another one");
    }
}
