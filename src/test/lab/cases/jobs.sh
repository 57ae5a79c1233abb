# shellcheck shell=bash
# remote jobs over OpenSSH: lost connections, killed leaders, a lost node, a gigabyte of output, a full disk, another host key
# limit: 150

run() {
  local leader lines
  node_up node-4
  octane_up

  ask node-4 lab-slow check
  prove "a job that never ran is missing" equal "$ANSWER: $SAID" "missing: not made"
  prove "it is started and waited for" answers waiting node-4 lab-slow act
  within 10 on node-4 test -s /root/runs
  prove "a second start finds it running" answers waiting node-4 lab-slow act ATTEMPT=2
  on node-4 pkill -9 -f 'sshd: root' || true
  prove "after all connections were cut it still runs" within 10 answers waiting node-4 lab-slow check
  on node-4 touch /root/go
  prove "its end is found" within 20 answers "done" node-4 lab-slow verify
  ask node-4 lab-slow check
  prove "it ran once" equal "$ANSWER $(result runs)" "done 1"
  undo node-4 lab-slow

  ask node-4 lab-slow act ATTEMPT=3
  within 10 on node-4 test -s /root/runs
  leader=$(on node-4 cat "/var/lib/octane/jobs/1-101/leader")
  on node-4 kill -9 "$leader"
  prove "its leader killed, what it started still counts as running" answers 'waiting|busy' node-4 lab-slow check ATTEMPT=3
  on node-4 bash -c 'kill -9 -- -'"$leader"
  prove "its whole group killed, it is missing" within 20 answers missing node-4 lab-slow check ATTEMPT=3
  on node-4 touch /root/go
  prove "and is done again, once" step node-4 lab-slow ATTEMPT=4
  lines=$(on node-4 wc -l /root/runs)
  prove "two runs in all: the killed one and the one that ended" equal "${lines%% *}" 2
  undo node-4 lab-slow

  ask node-4 lab-slow act ATTEMPT=5
  within 10 on node-4 test -s /root/runs
  node_down node-4
  prove "a node without power is nobody's failure" answers busy node-4 lab-slow check ATTEMPT=5
  node_up node-4
  prove "its job died with it" within 30 answers missing node-4 lab-slow check ATTEMPT=5
  on node-4 touch /root/go
  prove "and is started again" step node-4 lab-slow ATTEMPT=6

  prove "a job that prints a gigabyte ends well" tried_step node-4 lab-gigabyte
  ask node-4 lab-gigabyte check
  prove "and its result is read behind all that" equal "$(result bytes)" 1073741824

  on node-4 mkdir -p /var/lib/octane/jobs
  on node-4 mount -t tmpfs -o size=4m tmpfs /var/lib/octane/jobs
  ask node-4 lab-fill act
  within 30 answers 'failed|refused|missing' node-4 lab-fill check
  prove "a job that fills its disk keeps its cause" matches '^Disk full: fold: write error: No space left on device$' "$SAID"

  on node-4 bash -c 'rm -f /etc/ssh/ssh_host_*; ssh-keygen -A; pkill -x sshd; sleep 1; /usr/sbin/sshd' >/dev/null
  prove "a host key that changed is refused" within 20 answers refused node-4 lab-slow check
}
