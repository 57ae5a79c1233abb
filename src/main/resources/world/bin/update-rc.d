#!/bin/bash
# Noted, without effect here.
. "$OCTANE_WORLD/lib/base.sh"
journal "$@"
