# shellcheck shell=bash
# Asks ten times a second, COUNT times, whether ADDRESS (of KIND http, tcp or ping) answers WITHIN seconds. A line for each: after how
# many milliseconds it was asked, and yes, no, or unknown where this node had no chance of an answer.
octane_now() { echo $(($(date +%s%N) / 1000000)); }
octane_ask() {
  local said code=0
  case $KIND in
    http)
      said=$(curl -k -s -o /dev/null --noproxy '*' -m "$WITHIN" -w '%{http_code}' "$ADDRESS") || code=$?
      case $code in
        0) if [ "$said" -ge 100 ] && [ "$said" -lt 500 ]; then echo yes; else echo no; fi ;;
        7 | 28 | 35 | 52 | 56) echo no ;;
        *) echo unknown ;;
      esac
      ;;
    tcp)
      said=$(timeout "$WITHIN" bash -c 'exec 3<>"/dev/tcp/$0/$1"' "${ADDRESS%:*}" "${ADDRESS##*:}" 2>&1) || code=$?
      case $code-$said in
        0-*) echo yes ;;
        *'etwork is unreachable'* | *'not known'* | 12[67]-*) echo unknown ;;
        *) echo no ;;
      esac
      ;;
    ping)
      ping -n -q -c 1 -W "$WITHIN" "$ADDRESS" >/dev/null 2>&1 || code=$?
      case $code in
        0) echo yes ;;
        1) echo no ;;
        *) echo unknown ;;
      esac
      ;;
  esac
}
octane_begun=$(octane_now)
for ((octane_i = 0; octane_i < COUNT; octane_i++)); do
  octane_at=$(($(octane_now) - octane_begun))
  echo "$octane_at $(octane_ask)"
  octane_left=$((octane_at + 100 - $(octane_now) + octane_begun))
  if [ "$octane_left" -gt 0 ]; then sleep "$(printf '0.%03d' "$octane_left")"; fi
done
