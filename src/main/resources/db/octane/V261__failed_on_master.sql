-- Tasks of the Fuel master have failed in it: then it is not known of its nodes whether they are whole, though they say that they are ready.
ALTER TABLE astute_cast ADD COLUMN failed_on_master boolean NOT NULL DEFAULT false;
