# shellcheck shell=bash
# What the upgrades of several clusters use on the Fuel master.

. ../lib/frame.sh

# start_using NAME: the upgrade of this cluster uses it from now on (prepare and cleanup-fuel may be upgrades of their
# own); so does whoever prepares the master without any cluster
start_using() {
  mkdir -p "$OCTANE_HOME/shared/$1"
  : >"$OCTANE_HOME/shared/$1/$(user_of_shared)"
}

is_using() { [ -e "$OCTANE_HOME/shared/$1/$(user_of_shared)" ]; }
user_of_shared() { if [ "${ORIG_ID:-0}" = 0 ]; then echo operator; else echo "cluster-$ORIG_ID"; fi; }

# stop_using NAME: this cluster's upgrade is done with it. An operator who cleans up the master without naming a cluster speaks
# for all.
stop_using() {
  if [ "$(user_of_shared)" = operator ]; then
    rm -rf "$OCTANE_HOME/shared/$1"
  else
    rm -f "$OCTANE_HOME/shared/$1/$(user_of_shared)"
  fi
}

# is_released NAME: neither this cluster's upgrade nor one it speaks for uses it
is_released() {
  if [ "$(user_of_shared)" = operator ]; then
    ! in_use "$1"
  else
    [ ! -e "$OCTANE_HOME/shared/$1/$(user_of_shared)" ]
  fi
}

# in_use NAME: somebody uses it
in_use() { compgen -G "$OCTANE_HOME/shared/$1/*" >/dev/null; }
