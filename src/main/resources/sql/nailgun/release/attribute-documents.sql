select cast(generated as text) from attributes where generated is not null
union all
select cast(editable as text) from attributes where editable is not null
union all
select cast(editable as text) from vmware_attributes where editable is not null
