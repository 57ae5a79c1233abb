package org.octane.astute.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Splits a condition into words. The order of the kinds matters: the first one that fits wins, as in Nailgun. */
final class Tokens {

    private static final List<Map.Entry<Token.Kind, Pattern>> KINDS = List.of(
            kind(Token.Kind.NUMBER, "-?\\d+"),
            kind(Token.Kind.STRING, "\"[^\"\\n]*\"|'[^'\\n]*'"),
            kind(Token.Kind.TRUE, "true(?![\\w:])"),
            kind(Token.Kind.FALSE, "false(?![\\w:])"),
            kind(Token.Kind.NULL, "null(?![\\w:])"),
            kind(Token.Kind.PATH, "\\w*:[\\w.\\-]+\\??"),
            kind(Token.Kind.NOT_EQUALS, "!="),
            kind(Token.Kind.EQUALS, "=="),
            kind(Token.Kind.AND, "and\\b"),
            kind(Token.Kind.NOT, "not\\b"),
            kind(Token.Kind.OR, "or\\b"),
            kind(Token.Kind.IN, "in\\b"),
            kind(Token.Kind.OPEN, "\\("),
            kind(Token.Kind.CLOSE, "\\)"));

    private Tokens() {}

    private static Map.Entry<Token.Kind, Pattern> kind(Token.Kind kind, String pattern) {
        return Map.entry(kind, Pattern.compile(pattern));
    }

    /** @throws ConditionException at a character that begins no word */
    static List<Token> of(String condition) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < condition.length()) {
            if (Character.isWhitespace(condition.charAt(at))) {
                at++;
                continue;
            }
            var token = next(condition, at);
            tokens.add(token);
            at += token.text().length();
        }
        tokens.add(new Token(Token.Kind.END, "", at + 1));
        return tokens;
    }

    private static Token next(String condition, int at) {
        for (var kind : KINDS) {
            var matcher = kind.getValue().matcher(condition).region(at, condition.length());
            if (matcher.lookingAt()) {
                return new Token(kind.getKey(), matcher.group(), at + 1);
            }
        }
        throw new ConditionException("Nothing is known that begins with '%s' (character %d of \"%s\")"
                .formatted(condition.charAt(at), at + 1, condition));
    }
}
