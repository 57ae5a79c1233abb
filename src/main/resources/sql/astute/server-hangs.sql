-- A broker needs minutes to notice that it talks to somebody who hangs. One that was killed has closed its connection, but that isn't
-- known here.
SELECT EXISTS (SELECT 1 FROM instance WHERE lease_until < :now AND lease_until > :since)
