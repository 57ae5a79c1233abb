package org.octane.preflight;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.octane.node.NodeLogin;
import org.octane.node.NodeLogin.Contact;
import org.octane.node.probe.Told;

/** What nodes say in one pre-flight: each is asked once for the same thing, and several at the same time. */
public final class NodeProbes {

    private record Question(int node, String script, Map<String, String> with) {}

    private final PlannedUpgrade upgrade;
    private final ProbeScripts questions;
    private final NodeLogin contacts;
    private final Map<Question, CompletableFuture<Map<String, String>>> answers = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<Contact>> reached = new ConcurrentHashMap<>();

    public NodeProbes(PlannedUpgrade upgrade, ProbeScripts questions, NodeLogin contacts) {
        this.upgrade = upgrade;
        this.questions = questions;
        this.contacts = contacts;
    }

    /** Begins to ask, so that a list of nodes is asked at the same time. */
    public CompletableFuture<Map<String, String>> ask(int node, String script, Map<String, String> with) {
        return answers.computeIfAbsent(
                new Question(node, script, Map.copyOf(with)), key -> questions.ask(upgrade, node, script, with));
    }

    /** @throws RuntimeException why there is no answer */
    public Told answer(int node, String script, Map<String, String> with) {
        var whom = Character.toUpperCase(upgrade.name(node).charAt(0))
                + upgrade.name(node).substring(1);
        return new Told(whom, script, join(() -> ask(node, script, with).join()));
    }

    public CompletableFuture<Contact> reach(int node) {
        return reached.computeIfAbsent(
                node, id -> CompletableFuture.supplyAsync(() -> contacts.with(id), questions.threads()));
    }

    public static <T> T join(Supplier<T> waiting) {
        try {
            return waiting.get();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
