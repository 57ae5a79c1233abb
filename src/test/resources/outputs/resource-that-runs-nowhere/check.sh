#!/bin/bash
# an address that runs nowhere has no node; what follows it is of the next
. "$(dirname "$0")/../harness.sh"
stub crm_mon <<'S'
cat <<'X'
<crm_mon version="1.1.12"><resources>
  <resource id="vip__public" role="Stopped" active="false" blocked="false" failed="false" nodes_running_on="0" />
  <resource id="vip__management" role="Started" active="true" blocked="false" failed="false" nodes_running_on="1" >
    <node name="node-2" id="node-2" cached="false"/>
  </resource>
</resources></crm_mon>
X
S
is "[$(run upgrade-control/vips-answer.sh 'holder vip__public')]" "[]"
is "$(run upgrade-control/vips-answer.sh 'holder vip__management')" node-2
