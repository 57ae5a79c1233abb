# shellcheck shell=bash
# Packages of an Ubuntu node: sim/packages/<name> holds the version; repositories are the files of sources.list.d.

# offered: the newest release that the repositories name, in REPLY; its repository's address and suite, in OFFERED_AT
offered() {
    local f line uri suite best='' release
    OFFERED_AT=
    for f in "$ROOT"/etc/apt/sources.list "$ROOT"/etc/apt/sources.list.d/*.list; do
        [[ -r $f ]] || continue
        while IFS= read -r line; do
            [[ $line == deb* ]] || continue
            read -r _ uri suite _ <<<"$line"
            if [[ $line =~ (([0-9]{4}\.[0-9.]+|liberty|mitaka)-[0-9]+(\.[0-9]+)+) ]]; then
                release=${BASH_REMATCH[1]}
            elif [[ $line =~ mos([67])\.([01]) ]]; then
                release=2014.2.2-6.1
                [[ ${BASH_REMATCH[1]} == 7 ]] && release=2015.1.0-7.0
            else
                continue
            fi
            if [[ $release > $best ]]; then
                best=$release
                OFFERED_AT="${uri%/} $suite"
            fi
        done <"$f"
    done
    REPLY=$best
    [[ $best ]]
}

# lists_read: what apt-get update finds is what apt knows from now on
lists_read() {
    if offered; then
        put "$SIM/apt.release" "$REPLY"
        put "$SIM/apt.source" "$OFFERED_AT"
        return 0
    fi
    remove "$SIM/apt.release" "$SIM/apt.source"
    return 1
}

# package_version NAME RELEASE: as the release has it, in REPLY. A maintenance release (6.1.1) has newer builds of the same OpenStack.
package_version() {
    local fuel=${2##*-} build
    IFS=. read -r _ _ build <<<"$fuel"
    build=$((1 + ${build:-0}))
    case $1 in
        nova-* | python-nova* | neutron-* | python-neutron* | keystone | python-keystone* | glance* | python-glance* | cinder-* | python-cinder* | heat-* | python-heat* | python-oslo* | python-openstack*)
            REPLY=1:${2%-*}-1~u14.04+mos$build
            ;;
        ceph* | librbd* | librados* | python-ceph* | libcephfs* | libvirt* | qemu* | python-libvirt | radosgw) REPLY=0.80.9-1~u14.04+mos$fuel ;;
        openvswitch-*) REPLY=2.3.1-2~u14.04+mos$fuel ;;
        haproxy | python-* | rsync | bridge-utils | ethtool) REPLY=1.5.3-1~u14.04+mos1 ;;
        *) return 1 ;;
    esac
}

# candidate NAME: version that would be installed, in REPLY
candidate() {
    get "$SIM/apt.release" || return 1
    package_version "$1" "$REPLY"
}
