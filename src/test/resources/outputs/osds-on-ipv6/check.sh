#!/bin/bash
# An OSD's address may be one of IPv6, in brackets, written shorter or longer than Nailgun has it; later Cephs tell several in a list
. "$(dirname "$0")/../harness.sh"
stub ceph <<'S'
case "$*" in
*"osd dump"*) cat <<'D'
epoch 41
flags noout
osd.0 up   in  weight 1 up_from 11 up_thru 17 down_at 0 last_clean_interval [3,9) [fd00::1]:6800/123 [fd00:0:0:1::1]:6800/123 [fd00:0:0:1::1]:6801/123 [fd00::1]:6801/123 exists,up 3f0e
osd.1 up   in  weight 1 up_from 11 up_thru 17 down_at 0 last_clean_interval [3,9) [FD00:0000::00A2]:6800/124 [fd00:0:0:1::a2]:6800/124 [fd00:0:0:1::a2]:6801/124 [fd00::a2]:6801/124 exists,up 3f0f
osd.2 up   in  weight 1 up_from 11 up_thru 17 down_at 0 last_clean_interval [3,9) [v2:[fd00::3]:6800/125,v1:[fd00::3]:6801/125] [v2:[fd00::3]:6802/125,v1:[fd00::3]:6803/125] exists,up 3f10
osd.3 up   in  weight 1 up_from 11 up_thru 17 down_at 0 last_clean_interval [3,9) 192.168.0.9:6800/126 192.168.1.9:6800/126 192.168.1.9:6801/126 192.168.0.9:6801/126 exists,up 3f11
osd.4 up   in  weight 1 up_from 11 up_thru 17 down_at 0 last_clean_interval [3,9) [v2:192.168.0.10:6800/127,v1:192.168.0.10:6801/127] exists,up 3f12
osd.5 up   in  weight 1 up_from 11 up_thru 17 down_at 0 last_clean_interval [3,9) [::ffff:192.168.0.11]:6800/128 exists,up 3f13
osd.6 down out weight 0 up_from 11 up_thru 17 down_at 19 last_clean_interval [3,9) [fd00::11]:6800/129 [fd00:0:0:1::11]:6800/129 exists 3f14
D
;;
*"osd tree"*) printf -- '-1 7 root default\n-2 7     host elsewhere\n'; for osd in 0 1 2 3 4 5 6; do printf ' %s 1         osd.%s up 1 1\n' $osd $osd; done ;;
esac
S
addresses='node-1=fd00::1,fd00:0:0:1::1 node-2=fd00:0:0:0:0:0:0:a2 node-3=fd00::3 node-4=192.168.0.9,192.168.1.9 node-5=192.168.0.10 node-6=192.168.0.11'
is "$(run '' all_osds OSD_ADDRESSES="$addresses" | cut -d' ' -f1,2 | sort -n)" "0 node-1
1 node-2
2 node-3
3 node-4
4 node-5
5 node-6
6 elsewhere"
