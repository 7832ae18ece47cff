-- migrate:up

-- Whether the number that was called lets calls be recorded: without, neither sound nor words of the call are kept.
-- Who forwarded the call to us, as the network tells it.
ALTER TABLE calls
  ADD COLUMN keeps_recording boolean NOT NULL DEFAULT true,
  ADD COLUMN forwarded_from text;
-- What was said in a call that must not be kept is taken out of its events.
GRANT UPDATE (body) ON outbox_events TO callflex_service;

-- migrate:down
REVOKE UPDATE (body) ON outbox_events FROM callflex_service;
ALTER TABLE calls DROP COLUMN keeps_recording, DROP COLUMN forwarded_from;
