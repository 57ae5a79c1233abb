package org.octane.security.login;

import java.nio.file.Path;
import java.util.List;

/**
 * The Keystone whose tokens are accepted.
 *
 * @param authorities certificates that are trusted for https; null: the system's
 * @param url where tokens are validated; empty: no Keystone
 * @param publicUrl where users get tokens
 * @param user who validates, as Nailgun's own user does
 * @param project of that user
 * @param loginProject for which users log in who give name and password
 * @param operators roles in Keystone whose owners are operators
 * @param readers roles in Keystone whose owners are readers
 */
public record KeystoneSettings(
        Path authorities,
        String url,
        String publicUrl,
        String user,
        String password,
        String project,
        String loginProject,
        List<String> operators,
        List<String> readers) {

    public boolean present() {
        return !url.isEmpty();
    }

    /** @return null if none of these roles may do anything here */
    Role role(List<String> roles) {
        if (roles.stream().anyMatch(operators::contains)) {
            return Role.OPERATOR;
        }
        return roles.stream().anyMatch(readers::contains) ? Role.READER : null;
    }

    @Override
    public String toString() {
        return "KeystoneSettings[url=" + url + ", user=" + user + "]";
    }
}
