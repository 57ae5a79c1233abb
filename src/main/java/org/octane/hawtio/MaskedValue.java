package org.octane.hawtio;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.octane.step.Mask;

/** Takes secrets out of what is answered. Of XML only the texts are looked at: it has to stay XML. */
record MaskedValue(Mask mask) {

    private static final Pattern TEXT =
            Pattern.compile("(>)([^<]*[A-Za-z][^<]*)(?=<)|(=\")([^\"<]*[A-Za-z][^\"<]*)(?=\")");

    @SuppressWarnings("unchecked")
    Object of(Object value) {
        if (value instanceof String text) {
            return text.startsWith("<") ? xml(text) : mask.masked(text);
        }
        if (value instanceof Map<?, ?> map) {
            ((Map<String, Object>) map).replaceAll((key, item) -> of(item));
        } else if (value instanceof List<?> list) {
            ((List<Object>) list).replaceAll(this::of);
        }
        return value;
    }

    private String xml(String xml) {
        return TEXT.matcher(xml).replaceAll(found -> {
            int group = found.group(1) == null ? 3 : 1;
            return Matcher.quoteReplacement(
                    found.group(group) + escaped(mask.masked(unescaped(found.group(group + 1)))));
        });
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#39;", "'")
                .replace("&#xa;", "\n")
                .replace("&#10;", "\n")
                .replace("&amp;", "&");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
