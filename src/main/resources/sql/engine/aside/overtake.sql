-- What came after a group comes after what was in front of it.
UPDATE step_group g
   SET after = array_remove(g.after, :overtaken) || before.after
  FROM step_group before
 WHERE g.upgrade_id = :upgrade AND g.number = :group AND before.upgrade_id = :upgrade AND before.number = :first
