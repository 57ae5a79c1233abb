-- Where a batch is among the groups: its own, those of what was cut out of it, the next batch of its role or of one with which that goes, and
-- what comes after all of them.
WITH own_row AS (
    SELECT g.number, g.unit, b.aside, b.cut_from
      FROM batch own
      JOIN batch b ON b.upgrade_id = own.upgrade_id AND b.stage_number = own.stage_number
                  AND COALESCE(b.row_role, b.role) = COALESCE(own.row_role, own.role)
      JOIN step_group g ON g.upgrade_id = b.upgrade_id AND g.unit = COALESCE(b.goes_with, b.unit)
     WHERE own.upgrade_id = :upgrade AND own.unit = :unit
), own AS (
    SELECT min(number) FILTER (WHERE unit = :unit) AS first, max(number) FILTER (WHERE unit = :unit) AS last,
           max(number) FILTER (WHERE unit = :unit OR cut_from = :unit) AS last_cut, max(number) AS last_of_row
      FROM own_row
)
SELECT own.first, own.last, own.last_cut,
       (SELECT min(number) FROM own_row WHERE NOT aside AND number > own.last) AS next,
       (SELECT min(number) FROM step_group WHERE upgrade_id = :upgrade AND number > own.last_of_row) AS beyond
  FROM own
