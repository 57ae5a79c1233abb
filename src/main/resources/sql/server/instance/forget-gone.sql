-- Before the others are looked at: one that renews its row at this moment is either gone, or seen there.
DELETE FROM instance WHERE lease_until < :now
