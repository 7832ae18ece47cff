-- migrate:up

-- Finds the few calls, of all, whose end is still to be told.
CREATE INDEX calls_unsettled_idx ON calls (started_at DESC) WHERE settled_at IS NULL;

-- migrate:down
DROP INDEX calls_unsettled_idx;
