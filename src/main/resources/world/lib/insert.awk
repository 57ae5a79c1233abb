# A tuple with named columns as a whole one: -v columns="a b c" names="(b,a)" tuple="(1,'x')"; the others become NULL.
BEGIN {
    gsub(/[()` ]/, "", names)
    n = split(names, name, ",")
    m = 0; word = ""; quoted = 0
    sub(/^ +/, "", tuple); sub(/ +$/, "", tuple)
    for (i = 2; i < length(tuple); i++) {
        c = substr(tuple, i, 1)
        if (c == "'") quoted = !quoted
        if (c == "," && !quoted) { value[++m] = word; word = ""; continue }
        if (c == " " && !quoted) continue
        word = word c
    }
    value[++m] = word
    if (n != m) exit 1
    for (i = 1; i <= n; i++) by[tolower(name[i])] = value[i]
    t = split(columns, col, " ")
    line = "("
    for (i = 1; i <= t; i++) line = line (i > 1 ? "," : "") (col[i] in by ? by[col[i]] : "NULL")
    print line ")"
}
