UPDATE batch SET nodes = ARRAY(SELECT n FROM unnest(nodes) WITH ORDINALITY AS o (n, at) WHERE n <> ALL (:nodes::integer[]) ORDER BY at)
 WHERE upgrade_id = :upgrade AND COALESCE(goes_with, unit) = :unit
