package org.octane.step;

/** Takes what nobody may read out of a text that comes from outside: from a node, from Astute, from a database. */
@FunctionalInterface
public interface Mask {

    /** Stands for what was taken out. */
    String STARS = "******";

    /** The text without secrets; null for null. Masking twice does no harm. */
    String masked(String text);
}
