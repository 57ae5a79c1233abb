# shellcheck shell=bash
# A real corosync and pacemaker on nodes of the lab, without systemd, with resources under Fuel's names.

# pacemaker "NODE…": they come together, without a resource
pacemaker() {
  local node kind folder=/usr/lib/ocf/resource.d/fuel number=0 list=''
  for node in $1; do
    list+="  node {"$'\n'"    nodeid: $((number += 1))"$'\n'"    name: $node"$'\n'"    ring0_addr: $(admin_address_of "$node")"$'\n  }\n'
  done
  for node in $1; do
    put "$node" /etc/corosync/corosync.conf 644 <<CONF
totem {
  version: 2
  cluster_name: lab
  transport: udpu
  crypto_cipher: none
  crypto_hash: none
  token: 3000
}
quorum {
  provider: corosync_votequorum
}
logging {
  to_logfile: yes
  logfile: /var/log/corosync.log
  to_syslog: no
}
nodelist {
$list}
CONF
    give "$node" $folder "$LAB_HOME/programs/agent"
    for kind in ns_haproxy ns_IPaddr2 mysql-wss rabbitmq-server neutron-agent heat-engine ns_vrouter ns_dns; do
      ln -f "$(root_of "$node")$folder/"{agent,$kind}
    done
    put "$node" /usr/sbin/service 755 <"$LAB_HOME/programs/service"
    # Debian's pcs starts and stops nothing but by systemd, unless it is told of these two programs.
    put "$node" /usr/sbin/chkconfig 755 <<<'#!/bin/sh'
    on "$node" sed -i 's|^service_binary = ""$|service_binary = "/usr/sbin/service"|' /usr/lib/python3/dist-packages/pcs/settings.py
    on "$node" bash -c 'mkdir -p /var/lib/corosync /var/log/crmsh /var/log/pacemaker /run/crm
      service corosync start; service pacemaker start'
  done
  for node in $1; do
    within 90 cluster_has "$node" "$1" || stop_case "pacemaker does not come together on $node: $(on "$node" crm_mon -1 2>&1)"
  done
}

# cluster_has NODE "NODE…": it sees all of them online
cluster_has() {
  local xml node
  xml=$(on "$1" crm_mon --as-xml 2>/dev/null) || return
  for node in $2; do grep -q "<node name=\"$node\" .*online=\"true\"" <<<"$xml" || return 1; done
}

# configure NODE: crm's language on stdin
configure() { on "$1" crm configure load update - >/dev/null; }

# active NODE: the resources that run somewhere, one a line, sorted
active() {
  on "$1" crm_mon --as-xml | tool python3 -c '
import sys, xml.etree.ElementTree as xml
print("\n".join(sorted({r.get("id").split(":")[0] + "@" + n.get("name") for r in xml.parse(sys.stdin).getroot().iter("resource")
                        if r.get("active") == "true" for n in r.iter("node")})))'
}
active_are() { equal "$(active "$1")" "$2"; }
