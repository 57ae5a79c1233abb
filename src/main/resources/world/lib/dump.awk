# Prints tables as mysqldump does. Input: the .sql files of tables as arguments, in order; -v root= the data directory.
# Rows lie beside, one tuple a line; an INSERT carries 50 of them.
function database(name) {
    print "\n--\n-- Current Database: `" name "`\n--\n"
    if (drop) print "/*!40000 DROP DATABASE IF EXISTS `" name "`*/;\n"
    print "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `" name "` /*!40100 DEFAULT CHARACTER SET utf8 */;\n"
    print "USE `" name "`;"
}
function data(path, table,    line, n) {
    sub(/\.sql$/, ".rows", path)
    print "\n--\n-- Dumping data for table `" table "`\n--\n\nLOCK TABLES `" table "` WRITE;"
    print "/*!40000 ALTER TABLE `" table "` DISABLE KEYS */;"
    n = 0
    while ((getline line < path) > 0) {
        if (n % 50 == 0) printf "%sINSERT INTO `%s` VALUES\n", (n ? ";\n" : ""), table
        else printf ",\n"
        printf "%s", line
        n++
    }
    close(path)
    if (n) print ";"
    print "/*!40000 ALTER TABLE `" table "` ENABLE KEYS */;\nUNLOCK TABLES;"
}
FNR == 1 {
    if (path != "") data(path, table)
    path = FILENAME
    n = split(path, part, "/")
    table = part[n]; sub(/\.sql$/, "", table)
    if (part[n - 1] != current) { current = part[n - 1]; database(current) }
    print "\n--\n-- Table structure for table `" table "`\n--\n\nDROP TABLE IF EXISTS `" table "`;"
}
{ print }
END { if (path != "") data(path, table) }
