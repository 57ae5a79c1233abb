-- What the cloud ran when the upgrade was started and what it shall run, in words; and which Octane planned it.
ALTER TABLE upgrade ADD from_version text, ADD to_version text, ADD octane text;
