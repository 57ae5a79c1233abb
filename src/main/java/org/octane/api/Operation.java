package org.octane.api;

import com.networknt.schema.JsonSchema;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.octane.security.login.Role;

/**
 * One operation of the contract.
 *
 * @param method of HTTP, in capitals
 * @param path what its paths look like, without the base path; groups are the path's parameters
 * @param parameters names of the path's parameters, in the order of the groups
 * @param id {@code operationId}; its route is {@code direct:<id>}
 * @param bodyRequired false: no body is looked at if there is none
 * @param body schema of the body, null if the operation takes none
 * @param numbers path and query parameters that have to be whole numbers
 * @param query names of the parameters that may be in its query
 * @param choices query parameters of which only some values are allowed
 * @param limits parameters whose texts have a shortest or longest length
 * @param forms parameters whose texts have to look like something
 * @param role who may call it; {@code x-role} in the contract
 * @param open whether it needs no login
 * @param named whether its body names a person
 * @param once whether it takes an Idempotency-Key, as whatever changes something does
 * @param steering whether it is answered at once, so that who steers an upgrade need not wait behind it; {@code x-steering} in the contract
 */
record Operation(
        String method,
        Pattern path,
        List<String> parameters,
        String id,
        boolean bodyRequired,
        JsonSchema body,
        List<Range> numbers,
        Set<String> query,
        List<Choice> choices,
        List<Limit> limits,
        List<Form> forms,
        Role role,
        boolean open,
        boolean named,
        boolean once,
        boolean steering) {

    static final String KEY = "Idempotency-Key";

    /** Whole numbers between these, both included. */
    record Range(String parameter, int least, int most) {}

    record Choice(String parameter, List<String> values) {}

    record Form(String parameter, Pattern pattern) {}

    /** Lengths in characters. */
    record Limit(String parameter, int shortest, int longest) {}
}
