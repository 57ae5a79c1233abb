# shellcheck shell=bash
# RabbitMQ with Octane's queue, casts of a real server, and replies of a small responder on Astute's side
# limit: 420

# shellcheck disable=SC2034 # lib/steps.sh gives them to each step
FACTS=(ORIG_FUEL=6.1 SEED_FUEL=7.0)
readonly API=http://127.0.0.1:8000/api/v1

rabbit() { on master rabbitmqctl -q "$@" 2>/dev/null; }
rabbit_runs() { rabbit await_startup --timeout 1; }
queue() { rabbit list_queues name "$1" | awk '$1 == "octane" { print $2 }'; }

responder() {
  put master /root/responder.py 644 <"$LAB_HOME/programs/responder.py"
  daemon master /var/log/responder.log bash -c 'while :; do
    python3 /root/responder.py "amqp://naily:naily@10.20.0.100:5672/%2F" /root/journal /root/go; sleep 1; done'
  within 20 consumed || stop_case "the responder does not take tasks: $(on master tail -n 3 /var/log/responder.log)"
}
consumed() { rabbit list_queues name consumers | grep '^naily.1'; }

# server_up: octane server on Nailgun's sample database, with this RabbitMQ as Astute's
server_up() {
  (
    # OCTANE_LAB_PATIENCE and the like are the lab's, and no settings of the server, which would refuse them
    unset "${!OCTANE_LAB@}"
    export OCTANE_CONFIG=$PWD/config OCTANE_DATABASE_URL OCTANE_DATABASE_USER=postgres OCTANE_DATABASE_PASSWORD=none
    export OCTANE_ASTUTE_URL=amqp://10.20.0.100:5672 OCTANE_ASTUTE_USER=naily OCTANE_ASTUTE_PASSWORD=naily
    export OCTANE_SSH_ADDRESSES=$ADDRESSES OCTANE_SSH_KEY_FILE=$LAB_RUN/key OCTANE_SSH_USER=root
    export OCTANE_NAILGUN_MIGRATE=true OCTANE_NAILGUN_RECEIVER=true OCTANE_HTTP_PORT=8000
    OCTANE_DATABASE_URL=$(<"$LAB_RUN/database")
    exec java -Xmx400m -XX:TieredStopAtLevel=1 -cp "$LAB_CLASSPATH" org.octane.Octane server --data "$LAB_RUN/server" \
      </dev/null >>"$LAB_RUN/server.out" 2>>"$LAB_RUN/server.err"
  ) &
  server=$!
  within 90 server_answers && server_runs || stop_case "the server does not start: $(tail -n 3 "$LAB_RUN/server.err")"
}

server_runs() { kill -0 "$server" 2>/dev/null; }
# nobody waits for one that has ended
server_answers() { ! server_runs || get clusters/1; }

# token: what the server lets in
token() { cat "$LAB_RUN/server/token"; }
get() { tool curl -s -f --max-time 5 -H "X-Auth-Token: $(token)" "$API/$1"; }
post() {
  tool curl -s --fail-with-body --max-time 20 -H "X-Auth-Token: $(token)" -H 'Content-Type: application/json' -d "$2" "$API/$1"
}
field() { tool python3 -c 'import json, sys; value = json.load(sys.stdin)
for name in sys.argv[1].split("."): value = value[int(name) if name.isdigit() else name]
print(value)' "$1"; }
# computes: those of the original
computes() {
  get nodes | tool python3 -c 'import json, sys
print(*sorted(n["id"] for n in json.load(sys.stdin) if n["cluster"] == 1 and "compute" in n["roles"]))'
}
# nobody_served_by NODE…: what is asked before they are erased is answered so. No cloud runs here, these are the words of one: a
# controller on which nova has them disabled and empty, and Ceph its OSDs elsewhere; the nodes have the network cards that Nailgun has.
nobody_served_by() {
  local node
  node_up node-1
  put node-1 /root/openrc 600 <<<'export OS_USERNAME=admin'
  put node-1 /usr/bin/nova 755 <<'END'
#!/bin/bash
rule=+----+--------------+--------+------+----------+-------+
printf '%s\n| Id | Binary       | Host   | Zone | Status   | State |\n%s\n' "$rule" "$rule"
for node in 4 5 6; do echo "| $node  | nova-compute | node-$node | nova | disabled | up    |"; done
echo "$rule"
END
  put node-1 /usr/bin/mysql 755 <<<'#!/bin/sh'
  put node-1 /usr/bin/ceph 755 <<'END'
#!/bin/bash
[[ "$*" == *"osd tree"* ]] || exit 0
printf -- '# id\tweight\ttype name\tup/down\treweight\n-1\t0.1\troot default\n-2\t0.1\t\thost node-7\n0\t0.1\t\t\tosd.0\tup\t1\n'
END
  for node; do
    node_up "node-$node"
    on "node-$node" ip link set dev eth0 address "$(get "nodes/$node" | field mac)"
  done
}
# installed_anew NODE: it leaves the original for the seed
installed_anew() {
  local said
  said=$(post "clusters/$seed/upgrade/assign" '{"nodes_ids": ['"$1"']}') || stop_case "node $1 is not assigned: $said"
}
# refused NODE: it does not, and nothing is cast
refused() {
  local said
  if said=$(post "clusters/$seed/upgrade/assign" '{"nodes_ids": ['"$1"']}'); then echo "taken: $said" && return 1; fi
  matches 'nothing was changed' "$said" && equal "$(casts)" 0
}
node_is() { equal "$(get "nodes/$1" | field status)" "$2"; }

casts() { on master cat /root/journal 2>/dev/null | grep -v '^echo' | wc -l; }

run() {
  local server seed before
  node_up master
  put master /usr/sbin/service 755 <"$LAB_HOME/programs/service"
  octane_up
  on master bash -c 'mkdir -p /var/lib/rabbitmq /var/log/rabbitmq && chown rabbitmq: /var/lib/rabbitmq /var/log/rabbitmq'
  on master service rabbitmq-server start
  within 90 rabbit_runs || stop_case "RabbitMQ does not start: $(on master tail -n 5 /var/log/rabbitmq-server.log)"
  rabbit add_user naily naily && rabbit set_permissions naily '.*' '.*' '.*'
  responder

  step master astute-broker
  prove "the step ends when Astute's side takes tasks" consumed
  prove "the queue octane is durable and gets Astute's replies" equal \
    "$(rabbit list_bindings source_name destination_name routing_key | grep -P '^nailgun\toctane\t')" $'nailgun\toctane\tnailgun'
  prove "the queue has a limit" matches '[1-9]' "$(rabbit list_queues name arguments | grep '^octane' | grep -o 'max-length[^]}]*'
    rabbit list_policies | grep -o 'max-length[^}]*')"

  octane_ready
  server_up
  seed=$(post clusters/1/upgrade/clone '{"name": "lab", "release_id": '"$(seeds_release)"'}') || stop_case "no seed: $seed"
  seed=$(field id <<<"$seed")
  # shellcheck disable=SC2046 # a list
  set -- $(computes)
  prove "a node is not installed as long as nobody says who is served by it" refused "$1"
  nobody_served_by "$1" "$2"
  installed_anew "$1"
  prove "a cast reaches Astute's side" within 30 test -s "$(root_of master)/root/journal"
  prove "once" equal "$(casts)" 1
  prove "what Astute's side says reaches Nailgun" within 20 node_is "$1" provisioning
  kill -9 "$server"
  wait "$server" 2>/dev/null || true
  on master touch /root/go
  sleep 2
  prove "replies wait in RabbitMQ as long as no server runs" matches '^[1-9]' "$(queue messages)"
  server_up
  prove "and are heard by the next" within 30 node_is "$1" provisioned
  prove "still one cast" equal "$(casts)" 1

  on master service rabbitmq-server restart
  within 90 rabbit_runs || stop_case "RabbitMQ does not start again"
  within 30 consumed || stop_case "the responder does not come back"
  installed_anew "$2"
  prove "after RabbitMQ was restarted a cast is sent and answered" within 60 node_is "$2" provisioned
  prove "two casts in all" equal "$(casts)" 2
  prove "no message is left in Octane's queue" within 20 equal_queue 0

  before=$(wc -l <"$LAB_RUN/server.err")
  step master restore-broker
  prove "Octane's queue is gone" equal "$(queue messages)" ''
  prove "the server says that it listens no more" within 90 gave_up
  # an attempt that was open then ends within its five seconds
  sleep 8
  before=$(wc -l <"$LAB_RUN/server.err")
  # twice as long as the server takes from one look at the broker to the next
  sleep 32
  prove "and does not warn of it without end" equal "$(tail -n +$((before + 1)) "$LAB_RUN/server.err")" ''
}

gave_up() { grep -q 'are not listened to until' <<<"$(tail -n +$((before + 1)) "$LAB_RUN/server.err")"; }
equal_queue() { equal "$(queue messages)" "$1"; }
seeds_release() {
  get releases | tool python3 -c 'import json, sys
print(*[r["id"] for r in json.load(sys.stdin) if r["operating_system"] == "Ubuntu" and r["version"] == "2015.1.0-7.0"][:1])'
}
