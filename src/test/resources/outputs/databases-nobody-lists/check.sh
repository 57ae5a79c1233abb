#!/bin/bash
# which databases have tables: a list that lacks keystone's is none, and does not say that no other service has any
. "$(dirname "$0")/../harness.sh"
stub mysql <<'S'
case "$*" in *table_type*) cat "$W/list" ;; esac
S
printf '%s\n' mysql keystone nova murano 'glance' 'my db' >"$W/list"
is "$(run preflight/databases.sh 'other_databases')" "murano
my db"
printf '%s\n' mysql keystone nova >"$W/list"
is "$(run preflight/databases.sh 'other_databases; echo none')" none
: >"$W/list"
is "$(run preflight/databases.sh 'other_databases; echo none' 2>&1)" "MySQL does not list the databases that have tables"
