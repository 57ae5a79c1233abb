# shellcheck shell=bash
# A step that does in each phase what the variable of that name says.

. ../lib/frame.sh
. ../lib/files.sh

check() { eval "$DO_CHECK"; }
act() { eval "$DO_ACT"; }
verify() { eval "$DO_VERIFY"; }
undo() { eval "${DO_UNDO:-:}"; }
