# Prints tables as mysqldump does. Input: the .sql files of tables as arguments, in order; -v root= the data directory, -v empty= a database without any.
# Rows lie beside, one tuple a line; an INSERT carries 50 of them.
function database(name) {
    print "\n--\n-- Current Database: `" name "`\n--\n"
    if (drop) print "/*!40000 DROP DATABASE IF EXISTS `" name "`*/;\n"
    print "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `" name "` /*!40100 DEFAULT CHARACTER SET utf8 */;\n"
    print "USE `" name "`;"
}
function data(path, table,    line, n) {
    sub(/\.sql$/, ".rows", path)
    if (bare) {
        while ((getline line < path) > 0) printf "INSERT INTO `%s` VALUES %s;\n", table, (floats ? rounded(line) : line)
        close(path)
        return
    }
    print "\n--\n-- Dumping data for table `" table "`\n--\n\nLOCK TABLES `" table "` WRITE;"
    print "/*!40000 ALTER TABLE `" table "` DISABLE KEYS */;"
    n = 0
    while ((getline line < path) > 0) {
        if (n % 50 == 0) printf "%sINSERT INTO `%s` VALUES\n", (n ? ";\n" : ""), table
        else printf ",\n"
        printf "%s", (floats ? rounded(line) : line)
        n++
    }
    close(path)
    if (n) print ";"
    print "/*!40000 ALTER TABLE `" table "` ENABLE KEYS */;\nUNLOCK TABLES;"
}
# rounded TUPLE: numbers in columns of type FLOAT have six digits
function rounded(line,    out, i, c, quoted, column, word) {
    line = substr(line, 2, length(line) - 2) ","
    column = 1
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (quoted && c == "\\") { word = word c substr(line, ++i, 1); continue }
        if (c == "\047") quoted = !quoted
        if (c == "," && !quoted) {
            if ((column in float) && word != "NULL") word = sprintf("%.6g", word)
            out = out (column > 1 ? "," : "") word
            word = ""
            column++
        } else word = word c
    }
    return "(" out ")"
}
FNR == 1 {
    if (path != "") data(path, table)
    split("", float)
    floats = 0
    number = 0
    path = FILENAME
    n = split(path, part, "/")
    table = part[n]; sub(/\.sql$/, "", table)
    if (part[n - 1] != current) { current = part[n - 1]; if (!bare) database(current) }
    if (!bare) print "\n--\n-- Table structure for table `" table "`\n--\n\nDROP TABLE IF EXISTS `" table "`;"
}
$1 ~ /^`.*`$/ { number++; if (tolower($2) ~ /^float/) { float[number] = 1; floats++ } }
{ if (!bare) print }
END {
    if (path != "") data(path, table)
    if (empty != "") database(empty)
}
