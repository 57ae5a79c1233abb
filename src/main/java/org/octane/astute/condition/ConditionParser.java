package org.octane.astute.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.List;

/**
 * Reads a condition by precedence. As in Nailgun's own grammar {@code not} binds as tightly as {@code in}: {@code not a == b} is
 * {@code (not a) == b}.
 */
final class ConditionParser {

    private final String text;
    private final List<Token> tokens;
    private int next;

    ConditionParser(String text) {
        this.text = text;
        this.tokens = Tokens.of(text);
    }

    Condition condition() {
        var condition = or();
        expect(Token.Kind.END);
        return condition;
    }

    private Condition or() {
        var left = and();
        while (take(Token.Kind.OR)) {
            var first = left;
            var second = and();
            left = models -> {
                var value = first.value(models);
                return Values.isTrue(value) ? value : second.value(models);
            };
        }
        return left;
    }

    private Condition and() {
        var left = equality();
        while (take(Token.Kind.AND)) {
            var first = left;
            var second = equality();
            left = models -> {
                var value = first.value(models);
                return Values.isTrue(value) ? second.value(models) : value;
            };
        }
        return left;
    }

    private Condition equality() {
        var left = membership();
        while (true) {
            var first = left;
            if (take(Token.Kind.EQUALS)) {
                var second = membership();
                left = models -> bool(Values.equal(first.value(models), second.value(models)));
            } else if (take(Token.Kind.NOT_EQUALS)) {
                var second = membership();
                left = models -> bool(!Values.equal(first.value(models), second.value(models)));
            } else {
                return left;
            }
        }
    }

    private Condition membership() {
        var left = negation();
        while (take(Token.Kind.IN)) {
            var first = left;
            var second = negation();
            left = models -> Values.in(first.value(models), second.value(models));
        }
        return left;
    }

    private Condition negation() {
        if (take(Token.Kind.NOT)) {
            var negated = negation();
            return models -> bool(!negated.holds(models));
        }
        return operand();
    }

    private Condition operand() {
        var token = tokens.get(next++);
        return switch (token.kind()) {
            case OPEN -> {
                var inner = or();
                expect(Token.Kind.CLOSE);
                yield inner;
            }
            case PATH -> models -> models.value(token.text());
            case NUMBER -> constant(BigIntegerNode.valueOf(new BigInteger(token.text())));
            case STRING ->
                constant(TextNode.valueOf(token.text().substring(1, token.text().length() - 1)));
            case TRUE -> constant(BooleanNode.TRUE);
            case FALSE -> constant(BooleanNode.FALSE);
            case NULL -> constant(NullNode.instance);
            default -> throw unexpected(token);
        };
    }

    private static Condition constant(JsonNode value) {
        return models -> value;
    }

    private static BooleanNode bool(boolean value) {
        return BooleanNode.valueOf(value);
    }

    private boolean take(Token.Kind kind) {
        if (tokens.get(next).kind() != kind) {
            return false;
        }
        next++;
        return true;
    }

    private void expect(Token.Kind kind) {
        if (!take(kind)) {
            throw unexpected(tokens.get(next));
        }
    }

    private ConditionException unexpected(Token token) {
        return new ConditionException(
                token.kind() == Token.Kind.END
                        ? "\"%s\" ends too early".formatted(text)
                        : "'%s' is out of place (character %d of \"%s\")"
                                .formatted(token.text(), token.position(), text));
    }
}
