# shellcheck shell=bash
# What prepare changes on the Fuel master, and how it is taken back: by its own undo, or by cleanup-fuel once the upgrade is done. It
# stays as long as the upgrade of another cluster uses it.

. ../lib/frame.sh
. ../lib/files.sh
. ../lib/shared.sh
. ../lib/rabbitmq.sh

PLUGIN=rabbitmq_amqp1_0
PLUGIN_ENABLED="$OCTANE_HOME/amqp1-enabled-by-octane"
# one line per edited file of puppet: checksum as it was before Octane, path from the root
PATCHED="$OCTANE_HOME/patched"

plugin_enabled() { output_matches "^$PLUGIN\$" broker rabbitmq-plugins list -e -m; }

# take_plugin_back: RabbitMQ speaks what it spoke before, and Octane's queue is gone
take_plugin_back() {
  stop_using astute-broker
  if in_use astute-broker; then echo "another upgrade still uses the broker's AMQP 1.0" && return 0; fi
  remove_reply_queue
  let_puppet_be
  [ -e "$PLUGIN_ENABLED" ] || { echo "it was not Octane that enabled $PLUGIN, which stays as it is"; return 0; }
  # It stays loaded until the broker starts the next time: Octane itself speaks to it.
  ! plugin_enabled || broker rabbitmq-plugins disable "$PLUGIN"
  ! plugin_enabled || fail "$PLUGIN is still enabled"
  rm -f "$PLUGIN_ENABLED"
}

# take_patches_back [PATH]: the edited files of puppet are as they were; their checksums go, or are kept at PATH
take_patches_back() {
  local file other
  stop_using patches
  if in_use patches; then echo "another upgrade still uses the patches" && return 0; fi
  [ -e "$PATCHED" ] || return 0
  cd "${OCTANE_ROOT:-}/" || return
  while read -r _ file; do
    restore_file "$file"
  done <"$PATCHED"
  answer other changed_since "$PATCHED"
  [ -z "$other" ] || refuse "files of the Fuel master's puppet modules are not as they were before prepare, put them back by hand: ${other//$'\n'/ }"
  if [ $# -gt 0 ]; then mv -f "$PATCHED" "$1"; else rm -f "$PATCHED"; fi
}

# changed_since CHECKSUMS: the files that are not as that file notes them. sha256sum -c says of one that it can't read what it says of one
# that has changed.
changed_since() {
  local noted now file
  while read -r noted file; do
    now=gone
    if [ -e "$file" ]; then answer now sha256sum "$file"; fi
    [ "${now%% *}" = "$noted" ] || echo "/$file"
  done <"$1"
}
