-- migrate:up

-- Rises with each change, so that a form doesn't save over what it was not filled from.
ALTER TABLE assistant_tests ADD COLUMN version integer NOT NULL DEFAULT 1;

-- migrate:down
ALTER TABLE assistant_tests DROP COLUMN version;
