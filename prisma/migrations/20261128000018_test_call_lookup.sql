-- migrate:up

-- A call at the provider belongs to one test call; lists of calls ask for each call whether it was one.
CREATE UNIQUE INDEX test_calls_provider_call_key ON test_calls (organization_id, provider_call_id)
  WHERE provider_call_id IS NOT NULL;
-- How often a telephone was rung lately, by whatever organization.
CREATE INDEX test_calls_to_number_idx ON test_calls (to_number, created_at DESC) WHERE to_number IS NOT NULL;

-- migrate:down
DROP INDEX test_calls_to_number_idx, test_calls_provider_call_key;
