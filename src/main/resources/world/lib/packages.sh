# shellcheck shell=bash
# Packages of an Ubuntu node: sim/packages/<name> holds the version; repositories are the files of sources.list.d.

# offered: the newest release that the repositories name, in REPLY
offered() {
    local f line best=
    for f in "$ROOT"/etc/apt/sources.list "$ROOT"/etc/apt/sources.list.d/*.list; do
        [[ -r $f ]] || continue
        while IFS= read -r line; do
            [[ $line == deb* ]] || continue
            if [[ $line =~ ((2014|2015)\.[0-9.]+-[0-9]\.[0-9]) ]]; then
                line=${BASH_REMATCH[1]}
            elif [[ $line =~ mos([67])\.([01]) ]]; then
                line=2014.2.2-6.1
                [[ ${BASH_REMATCH[1]} == 7 ]] && line=2015.1.0-7.0
            else
                continue
            fi
            [[ $line > $best ]] && best=$line
        done <"$f"
    done
    REPLY=$best
    [[ $best ]]
}

# candidate NAME: version that would be installed, in REPLY
candidate() {
    local release mos
    get "$SIM/apt.release" || return 1
    release=$REPLY mos=${REPLY##*-}
    case $1 in
        nova-* | python-nova* | neutron-* | python-neutron* | keystone | python-keystone* | glance* | python-glance* | cinder-* | python-cinder* | heat-* | python-heat* | python-oslo* | python-openstack*)
            REPLY=1:${release%-*}-1~u14.04+mos1
            ;;
        ceph* | librbd* | librados* | python-ceph* | libcephfs* | libvirt* | qemu* | python-libvirt | radosgw) REPLY=0.80.9-1~u14.04+mos$mos ;;
        openvswitch-*) REPLY=2.3.1-2~u14.04+mos$mos ;;
        haproxy | python-* | rsync | bridge-utils | ethtool) REPLY=1.5.3-1~u14.04+mos1 ;;
        *) return 1 ;;
    esac
}
