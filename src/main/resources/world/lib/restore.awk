# Restores a dump into -v dir=; every statement takes effect when it is whole, and stays when a later one fails.
function quote(s) { return "'" s "'" }
function fail(code, state, text, statement) {
    if (statement != "") print "--------------\n" statement "\n--------------\n" > "/dev/stderr"
    print "ERROR " code " (" state ") at line " NR ": " text > "/dev/stderr"
    failed = 1
    exit 1
}
function name_in(s) { match(s, /`[^`]+`/); return substr(s, RSTART + 1, RLENGTH - 2) }
function whole() {
    if (kind == "create") {
        printf "%s\n", statement > (dir "/" db "/" table ".sql")
        close(dir "/" db "/" table ".sql")
        printf "" > (dir "/" db "/" table ".rows")
        close(dir "/" db "/" table ".rows")
        made[db, table] = 1
    } else {
        if (!((db, table) in made)) fail(1146, "42S02", "Table '" db "." table "' doesn't exist", statement)
        for (i = 1; i <= rows; i++) print row[i] >> (dir "/" db "/" table ".rows")
        close(dir "/" db "/" table ".rows")
    }
    kind = ""; statement = ""; rows = 0
}
kind == "create" { statement = statement "\n" $0; if (/;$/) whole(); next }
kind == "insert" {
    last = /\);$/
    if (!last && !/\),$/) fail(1064, "42000", "You have an error in your SQL syntax near '" substr($0, 1, 40) "'", statement)
    row[++rows] = substr($0, 1, length($0) - 1)
    statement = statement "\n" $0
    if (last) whole()
    next
}
/DROP DATABASE IF EXISTS/ { system("rm -rf " quote(dir "/" name_in($0))); next }
/^(--|$)/ || /^\/\*.*\*\/;?$/ { next }
/^CREATE DATABASE/ { system("mkdir -p " quote(dir "/" name_in($0))); have[name_in($0)] = 1; next }
/^USE / {
    db = name_in($0)
    if (!(db in have) && system("test -d " quote(dir "/" db)) != 0) fail(1049, "42000", "Unknown database '" db "'", "")
    if (nap > 0) system("sleep " nap)
    next
}
/^DROP TABLE IF EXISTS/ { t = name_in($0); system("rm -f " quote(dir "/" db "/" t ".sql") " " quote(dir "/" db "/" t ".rows")); next }
/^(LOCK TABLES|UNLOCK TABLES|SET |COMMIT|START TRANSACTION|FLUSH )/ { next }
/^CREATE TABLE/ {
    if (db == "") fail(1046, "3D000", "No database selected", $0)
    kind = "create"; table = name_in($0); statement = $0
    if (/;$/) whole()
    next
}
/^INSERT INTO .* VALUES$/ { kind = "insert"; table = name_in($0); statement = $0; rows = 0; next }
{ fail(1064, "42000", "You have an error in your SQL syntax; check the manual for the right syntax to use near '" substr($0, 1, 60) "' at line 1", $0) }
END {
    if (!failed && kind != "")
        fail(1064, "42000", "You have an error in your SQL syntax near '' at line " NR, statement)
}
