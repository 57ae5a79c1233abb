# Rows of one table (tuples, one a line on stdin). -v columns="id name", op=select|count|max|sum|update|delete|values,
# want="id name" (select), where="…" (AND only), assign="a='x',b=2" (update), limit=.
# select prints tab separated; update and delete print the whole table that is left; values prints 'a','b' for an IN list.
function fail(code, text) { print code, text > "/dev/stderr"; failed = 1; exit 3 }
function tuple(line,    n, i, c, quoted, word) { # fields of a tuple into f[], raw[] keeps the quotes
    n = 0; word = ""; quoted = 0
    for (i = 2; i < length(line); i++) {
        c = substr(line, i, 1)
        if (c == "'" && substr(line, i - 1, 1) != "\\") quoted = !quoted
        if (c == "," && !quoted) { raw[++n] = word; word = ""; continue }
        word = word c
    }
    raw[++n] = word
    for (i = 1; i <= n; i++) f[i] = plain(raw[i])
    return n
}
function plain(s) { if (s ~ /^'.*'$/) s = substr(s, 2, length(s) - 2); return s }
function column(name) {
    gsub(/[` ]/, "", name); sub(/.*\./, "", name); name = tolower(name)
    if (!(name in at)) fail(1054, "Unknown column '" name "' in 'field list'")
    return at[name]
}
function next_token() { # of the text in rest: word, 'literal', operator
    sub(/^[ \t\n]+/, "", rest)
    if (rest == "") return ""
    if (match(rest, /^'[^']*'/) || match(rest, /^(<>|!=|>=|<=|=|<|>|\(|\)|,)/) || match(rest, /^[A-Za-z0-9_.`*-]+/)) {
        tok = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1); return tok
    }
    fail(1064, "syntax near '" rest "'")
}
function conditions(text,    t) {
    rest = text; conds = 0
    while ((t = next_token()) != "") {
        if (toupper(t) == "AND") continue
        c_col[++conds] = column(t)
        t = toupper(next_token())
        negate = 0
        if (t == "NOT") { negate = 1; t = toupper(next_token()) }
        if (t == "IS") {
            t = toupper(next_token())
            if (t == "NOT") { c_op[conds] = "notnull"; next_token() } else c_op[conds] = "null"
        } else if (t == "IN") {
            c_op[conds] = negate ? "notin" : "in"; c_val[conds] = "\034"
            next_token()
            while ((t = next_token()) != ")" && t != "") if (t != ",") c_val[conds] = c_val[conds] plain(t) "\034"
        } else if (t == "LIKE") {
            c_op[conds] = negate ? "notlike" : "like"; t = plain(next_token())
            gsub(/[.+*?()\[\]^$|]/, "\\\\&", t); gsub(/%/, ".*", t); gsub(/_/, ".", t)
            c_val[conds] = "^" t "$"
        } else { c_op[conds] = t; c_val[conds] = plain(next_token()) }
    }
}
function holds(    i, v, ok) {
    for (i = 1; i <= conds; i++) {
        v = f[c_col[i]]
        if (c_op[i] == "=") ok = (v == c_val[i])
        else if (c_op[i] == "<>" || c_op[i] == "!=") ok = (v != c_val[i])
        else if (c_op[i] == ">") ok = (v + 0 > c_val[i] + 0)
        else if (c_op[i] == "<") ok = (v + 0 < c_val[i] + 0)
        else if (c_op[i] == ">=") ok = (v + 0 >= c_val[i] + 0)
        else if (c_op[i] == "<=") ok = (v + 0 <= c_val[i] + 0)
        else if (c_op[i] == "in") ok = index(c_val[i], "\034" v "\034") > 0
        else if (c_op[i] == "notin") ok = index(c_val[i], "\034" v "\034") == 0
        else if (c_op[i] == "like") ok = (v ~ c_val[i])
        else if (c_op[i] == "notlike") ok = (v !~ c_val[i])
        else if (c_op[i] == "null") ok = (v == "NULL")
        else if (c_op[i] == "notnull") ok = (v != "NULL")
        else fail(1064, "syntax near '" c_op[i] "'")
        if (!ok) return 0
    }
    return 1
}
BEGIN {
    total = split(columns, name, " ")
    for (i = 1; i <= total; i++) at[name[i]] = i
    conditions(where)
    if (op == "update") {
        rest = assign; sets = 0
        while ((t = next_token()) != "") {
            if (t == ",") continue
            s_col[++sets] = column(t); next_token(); s_val[sets] = next_token()
        }
    } else if (want != "") {
        wants = split(want, w, " ")
        for (i = 1; i <= wants; i++) pick[i] = column(w[i])
    }
    hits = 0; best = "NULL"; sum = 0
}
{
    n = tuple($0)
    hit = holds()
    if (op == "delete") { if (!hit) print; else hits++; next }
    if (op == "update") {
        if (hit) {
            hits++
            for (i = 1; i <= sets; i++) raw[s_col[i]] = s_val[i]
            line = "(" raw[1]
            for (i = 2; i <= n; i++) line = line "," raw[i]
            print line ")"
        } else print
        next
    }
    if (!hit) next
    hits++
    if (op == "max") { if (best == "NULL" || f[pick[1]] + 0 > best + 0) best = f[pick[1]]; next }
    if (op == "sum") { sum += f[pick[1]]; next }
    if (op == "count" || (limit != "" && hits > limit)) next
    line = ""
    for (i = 1; i <= wants; i++) line = line (i > 1 ? (op == "values" ? "," : "\t") : "") (op == "values" ? raw[pick[i]] : f[pick[i]])
    if (distinct && (line in had)) next
    had[line] = 1
    print line
}
END {
    if (failed) exit 3
    if (op == "count") print hits
    if (op == "max") print best
    if (op == "sum") print sum
}
