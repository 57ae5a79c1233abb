-- Before the others are looked at: one that renews its row at this moment is either gone, or seen there.
-- Who shares the broker stays a while: what it was sent may not be with others yet.
DELETE FROM instance
 WHERE lease_until < :now AND (broker IS NULL OR :broker::text IS NULL OR lease_until < :now - interval '1 hour')
