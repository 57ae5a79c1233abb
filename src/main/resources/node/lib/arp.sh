# shellcheck shell=bash
# A bridge that has lost its card is not unheard: Linux answers on the bare card, as long as it is up, for the addresses of all its
# devices. With arp_ignore 1 a device answers for its own addresses only.

. ../lib/frame.sh
. ../lib/state.sh

ARP_IGNORE=net.ipv4.conf.all.arp_ignore
# what is read at the next boot
ARP_FILE="${OCTANE_ROOT:-}/etc/sysctl.d/60-octane-arp.conf"

# cards_are_mute: also after a reboot
cards_are_mute() {
  local value
  answer value sysctl -n "$ARP_IGNORE"
  [[ $value =~ ^[0-9]+$ ]] || unknown "sysctl does not say what $ARP_IGNORE is"
  [ "$value" -ge 1 ] && [ -s "$ARP_FILE" ]
}

mute_cards() {
  remembers_for_pair arp-ignore || remember_for_pair arp-ignore sysctl -n "$ARP_IGNORE"
  if cards_are_mute; then return 0; fi
  [ -d "${ARP_FILE%/*}" ] || mkdir -p "${ARP_FILE%/*}"
  write_file "$ARP_FILE" 644 echo "$ARP_IGNORE = 1"
  sysctl -q -w "$ARP_IGNORE=1"
}

# mute_cards_now: the same, and where there is no room to note it for the next boot at least until then
mute_cards_now() {
  if has_room; then
    mute_cards
  else
    sysctl -q -w "$ARP_IGNORE=1"
    echo "$NODE_NAME has no room on its disk: after a reboot $ARP_IGNORE has to be set to 1 again"
  fi
}

# unmute_cards: as it was before mute_cards
unmute_cards() {
  remembers_for_pair arp-ignore || return 0
  sysctl -q -w "$ARP_IGNORE=$(recall_for_pair arp-ignore)"
  remove_files "$ARP_FILE"
  forget_for_pair arp-ignore
}
