# Reads haproxy configuration as Fuel writes it; prints "name kind mode maintenance port tls own" per proxy and port. Maintenance is 302
# where every plain request is sent on to https before a backend is chosen; tls are the addresses that speak it, or -; own are the
# paths that haproxy answers itself, before it chooses a backend, "/old=302,/closed=403", or -.
# -v pid= and root= (left out of paths) for messages; exit 1 with the real program's words on stderr when it is not valid.
function alert(text) { print "[ALERT]    (" pid ") : config : " text > "/dev/stderr"; bad = 1 }
function file() { return substr(FILENAME, length(root) + 1) }
function where() { return "[" file() ":" FNR "]" }
BEGIN {
    known = " bind mode option server balance timeout stats http-request use_backend default_backend log retries maxconn" \
        " daemon pidfile chroot user group spread-checks stick-table stick tcp-request acl errorfile rspirep reqadd" \
        " http-check cookie capture redirect compression description source hash-type fullconn monitor-uri nbproc" \
        " ulimit-n ca-base crt-base default-server tcp-check reqidel rspadd tune.bufsize tune.ssl.default-dh-param" \
        " ssl-default-bind-ciphers ssl-default-bind-options tune.http.maxhdr reqrep "
    defmode = "http"
}
FNR == 1 { section = "" }
{ sub(/#.*/, "") }
NF == 0 { next }
$1 == "include" { next }
$1 ~ /^(global|defaults|listen|frontend|backend|peers|userlist)$/ {
    section = $1; name = $2
    if ($1 ~ /^(listen|backend|frontend)$/) {
        kind = ($1 == "listen") ? "backend" : $1
        if ((kind, name) in seen) {
            alert("Parsing " where() ": " $1 " '" name "' has the same name as " $1 " '" name "' declared at " seen[kind, name] ".")
            badfile = file()
        } else { order[++n] = $1 SUBSEP name }
        seen[kind, name] = file() ":" FNR
        if (!(name in mode)) mode[name] = defmode
    }
    next
}
section == "" {
    alert("parsing " where() ": unknown keyword '" $1 "' out of section."); badfile = file(); next
}
index(known, " " $1 " ") == 0 {
    alert("parsing " where() " : unknown keyword '" $1 "' in '" section "' section"); badfile = file(); next
}
$1 == "mode" { if (section == "defaults") defmode = $2; else mode[name] = $2 }
# of each address the port, of a range the first; a socket has none
$1 == "bind" {
    m = split($2, binds, ",")
    for (i = 1; i <= m; i++) {
        p = binds[i]
        if (p !~ /:[0-9]+(-[0-9]*)?$/) continue
        sub(/.*:/, "", p)
        sub(/-.*/, "", p)
        if (index(port[name] " ", " " p " ") == 0) port[name] = port[name] " " p
    }
}
$1 == "bind" && / ssl( |$)/ { tls[name] = tls[name] "," $2 }
$1 == "redirect" && /scheme https if !/ { away[name] = 1 }
$1 == "acl" && $3 == "path" { path_of[name, $2] = $4 }
$1 == "http-request" && $2 ~ /^(redirect|deny|return)$/ {
    for (i = 3; i <= NF; i++) if ($i == "if") break
    p = ($(i + 1) == "{" && $(i + 2) == "path") ? $(i + 3) : path_of[name, $(i + 1)]
    if (p != "") own[name] = own[name] (own[name] == "" ? "" : ",") p "=" ($2 == "redirect" ? 302 : $2 == "deny" ? 403 : 200)
}
$1 == "use_backend" {
    wanted[name, $2] = name
    # whose condition holds first is taken: what stands behind a rule of the section's own lets that through
    rules[name]++
    if (rules[name] == 1 && $2 == "maintenance" && $3 == "if" && $4 == "TRUE") maintenance[name] = 1
}
END {
    if (badfile != "") alert("Error(s) found in configuration file : " badfile)
    for (w in wanted) {
        split(w, part, SUBSEP)
        if (!(("backend", part[2]) in seen)) alert("Proxy '" part[1] "': unable to find required use_backend: '" part[2] "'.")
    }
    if (bad) { alert("Fatal errors found in configuration."); exit 1 }
    for (i = 1; i <= n; i++) {
        split(order[i], part, SUBSEP)
        m = split(port[part[2]] == "" ? "-" : port[part[2]], ports, " ")
        for (j = 1; j <= m; j++)
            print part[2], part[1], mode[part[2]], (away[part[2]] ? 302 : maintenance[part[2]] ? 1 : 0), \
                ports[j], (tls[part[2]] == "" ? "-" : tls[part[2]] ","), (own[part[2]] == "" ? "-" : own[part[2]])
    }
}
