# shellcheck shell=bash
# Lists of words, as the parameters of a step give them.

# in_list WORD LIST: WORD is one of the space separated LIST
in_list() { [[ " $2 " == *" $1 "* ]]; }

# number_of LIST: how many words it has
number_of() {
  local words=0
  for _ in $1; do words=$((words + 1)); done
  echo "$words"
}

# value_of NAME LIST: `node-4` of `node-4=10.0.0.4 node-5=10.0.0.5`
value_of() {
  local pair
  for pair in $2; do
    if [ "${pair%%=*}" = "$1" ]; then
      echo "${pair#*=}"
      return 0
    fi
  done
  return 1
}
