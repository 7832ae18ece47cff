-- migrate:up

-- Somebody to whom the drift was shown has asked for it to be replaced; without that no push goes over it.
ALTER TABLE assistants ADD COLUMN drift_accepted boolean NOT NULL DEFAULT false;

-- migrate:down
ALTER TABLE assistants DROP COLUMN drift_accepted;
