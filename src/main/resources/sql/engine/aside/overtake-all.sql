-- What came after a group comes after what was in front of it.
UPDATE step_group g
   SET after = array_remove(g.after, before.number) || before.after
  FROM step_group before
 WHERE before.upgrade_id = :upgrade AND before.number = :group
   AND g.upgrade_id = :upgrade AND g.after @> ARRAY[:group::integer]
