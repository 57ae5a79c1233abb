-- Releases, newest first; all of them, or one.
select row_to_json(r)
from (
    select * from releases where cast(:#${header.release_id} as integer) is null or id = cast(:#${header.release_id} as integer)
    order by id desc
    limit cast(:#${header.limit} as integer) offset cast(:#${header.offset} as integer)
) as r
