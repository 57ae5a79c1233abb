-- None of them has begun. Below zero first: two groups never have the same number, not even in between. Their steps follow.
UPDATE step_group
   SET number = -(number + :by), after = ARRAY(SELECT CASE WHEN a > :last THEN a + :by ELSE a END FROM unnest(after) AS a)
 WHERE upgrade_id = :upgrade AND number > :last
