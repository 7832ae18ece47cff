-- migrate:up

-- What VAPI made of a push itself, part by part: as long as it stays so, nobody has changed anything there.
ALTER TABLE assistants ADD COLUMN push_echo jsonb NOT NULL DEFAULT '{}';

-- migrate:down
ALTER TABLE assistants DROP COLUMN push_echo;
