-- migrate:up

-- An assistant keeps its own copy of the questions that its prompt asks for, so that a template may change.
ALTER TABLE assistants
  ADD COLUMN personality text NOT NULL DEFAULT '',
  ADD COLUMN variables jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN capabilities jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN pushed_config jsonb,
  ADD COLUMN drift jsonb,
  ADD COLUMN drift_found_at timestamptz;
UPDATE assistants a SET variables = t.variables FROM templates t WHERE t.id = a.template_id;
CREATE INDEX assistants_list_idx ON assistants (organization_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;

CREATE TABLE assistant_versions (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  assistant_id uuid NOT NULL,
  version integer NOT NULL,
  content jsonb NOT NULL,
  restored_from integer,
  checks jsonb,
  created_by uuid REFERENCES users ON DELETE SET NULL,
  api_key_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, assistant_id, version),
  FOREIGN KEY (organization_id, assistant_id) REFERENCES assistants (organization_id, id),
  FOREIGN KEY (organization_id, api_key_id) REFERENCES api_keys (organization_id, id)
);
CREATE INDEX assistant_versions_created_by_idx ON assistant_versions (created_by);
CALL protect_table('assistant_versions', 'organization_id', 'SELECT, INSERT', 'SELECT, INSERT');

-- What an assistant may answer from. A file is kept until it was read.
CREATE TABLE knowledge_entries (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  assistant_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'url', 'document')),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  content text NOT NULL DEFAULT '',
  source_url text,
  file_name text,
  media_type text,
  file bytea,
  state text NOT NULL DEFAULT 'ready' CHECK (state IN ('reading', 'ready', 'failed')),
  last_error text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, assistant_id) REFERENCES assistants (organization_id, id)
);
CREATE INDEX knowledge_entries_list_idx ON knowledge_entries (organization_id, assistant_id, created_at, id);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON knowledge_entries FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CALL protect_table('knowledge_entries', 'organization_id', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE');

CREATE TABLE assistant_tests (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  assistant_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  caller_lines jsonb NOT NULL,
  expectations jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, assistant_id) REFERENCES assistants (organization_id, id)
);
CREATE INDEX assistant_tests_list_idx ON assistant_tests (organization_id, assistant_id, created_at, id);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON assistant_tests FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CALL protect_table('assistant_tests', 'organization_id', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT');

CREATE TABLE assistant_test_runs (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  assistant_id uuid NOT NULL,
  assistant_version integer NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'passed', 'failed', 'broken')),
  simulated boolean NOT NULL,
  results jsonb NOT NULL DEFAULT '[]',
  last_error text,
  requested_by uuid REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, assistant_id) REFERENCES assistants (organization_id, id)
);
CREATE INDEX assistant_test_runs_list_idx ON assistant_test_runs (organization_id, assistant_id, created_at DESC, id DESC);
CREATE INDEX assistant_test_runs_requested_by_idx ON assistant_test_runs (requested_by);
CALL protect_table('assistant_test_runs', 'organization_id', 'SELECT, INSERT', 'SELECT, UPDATE');

-- Prices are those that were shown when the number was chosen, in minor units a month.
ALTER TABLE phone_numbers
  ADD COLUMN country text NOT NULL DEFAULT 'US' CHECK (country ~ '^[A-Z]{2}$'),
  ADD COLUMN number_type text NOT NULL DEFAULT 'local' CHECK (number_type IN ('local', 'toll_free', 'mobile')),
  ADD COLUMN city text,
  ADD COLUMN region text,
  ADD COLUMN can_text boolean NOT NULL DEFAULT true,
  ADD COLUMN monthly_price_minor integer CHECK (monthly_price_minor >= 0),
  ADD COLUMN monthly_price_currency text CHECK (monthly_price_currency ~ '^[A-Z]{3}$'),
  ADD COLUMN disclosure jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN forwarding jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN texting_state text NOT NULL DEFAULT 'unregistered'
    CHECK (texting_state IN ('unregistered', 'pending', 'registered', 'not_needed', 'not_possible')),
  ADD COLUMN last_error_remedy text,
  -- What undoing left behind at a provider; a person has to look.
  ADD COLUMN cleanup_error text,
  ADD COLUMN requested_by uuid REFERENCES users ON DELETE SET NULL,
  ADD COLUMN activated_at timestamptz,
  ADD COLUMN released_at timestamptz,
  ADD CONSTRAINT phone_numbers_price_check CHECK ((monthly_price_minor IS NULL) = (monthly_price_currency IS NULL));
CREATE INDEX phone_numbers_list_idx ON phone_numbers (organization_id, created_at DESC, id DESC);
CREATE INDEX phone_numbers_requested_by_idx ON phone_numbers (requested_by);

-- The way of a number to its caller and back, step by step; written by the activity in the transaction of its effect.
CREATE TABLE phone_number_steps (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  phone_number_id uuid NOT NULL,
  flow text NOT NULL CHECK (flow IN ('provision', 'release')),
  step text NOT NULL,
  position integer NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'undone', 'skipped')),
  attempts integer NOT NULL DEFAULT 0,
  detail text,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (organization_id, phone_number_id, flow, step),
  FOREIGN KEY (organization_id, phone_number_id) REFERENCES phone_numbers (organization_id, id)
);
CALL protect_table('phone_number_steps', 'organization_id', 'SELECT, INSERT', 'SELECT, INSERT, UPDATE');

-- Calls that a person asked for to hear an assistant.
CREATE TABLE test_calls (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('call_me', 'web')),
  assistant_id uuid NOT NULL,
  phone_number_id uuid,
  to_number text CHECK (to_number ~ '^\+[1-9][0-9]{6,14}$'),
  consent_at timestamptz,
  state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'placed', 'ended', 'failed')),
  provider_call_id text,
  join_url text,
  last_error text,
  requested_by uuid REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, assistant_id) REFERENCES assistants (organization_id, id),
  FOREIGN KEY (organization_id, phone_number_id) REFERENCES phone_numbers (organization_id, id),
  CHECK (kind <> 'call_me' OR (to_number IS NOT NULL AND phone_number_id IS NOT NULL AND consent_at IS NOT NULL))
);
CREATE INDEX test_calls_list_idx ON test_calls (organization_id, created_at DESC, id DESC);
CREATE INDEX test_calls_requested_by_idx ON test_calls (requested_by);
CREATE INDEX test_calls_assistant_idx ON test_calls (organization_id, assistant_id);
CREATE INDEX test_calls_number_idx ON test_calls (organization_id, phone_number_id);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON test_calls FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CALL protect_table('test_calls', 'organization_id', 'SELECT, INSERT', 'SELECT, UPDATE');

-- What stands at a provider and not here, or here and not there, or otherwise than here. Without an organization: nobody's.
CREATE TABLE drift_findings (
  id uuid PRIMARY KEY,
  organization_id uuid REFERENCES organizations ON DELETE CASCADE,
  provider text NOT NULL CHECK (provider IN ('twilio', 'vapi')),
  kind text NOT NULL,
  resource_id text NOT NULL,
  assistant_id uuid,
  phone_number_id uuid,
  detail text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'repaired', 'gone', 'ignored')),
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, assistant_id) REFERENCES assistants (organization_id, id),
  FOREIGN KEY (organization_id, phone_number_id) REFERENCES phone_numbers (organization_id, id)
);
CREATE UNIQUE INDEX drift_findings_open_key ON drift_findings (provider, kind, resource_id) WHERE state IN ('open', 'ignored');
CREATE INDEX drift_findings_list_idx ON drift_findings (organization_id, first_seen_at DESC, id DESC);
CREATE INDEX drift_findings_assistant_idx ON drift_findings (organization_id, assistant_id);
CREATE INDEX drift_findings_number_idx ON drift_findings (organization_id, phone_number_id);
CALL protect_table('drift_findings', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');

-- Every row that was there is its first version.
INSERT INTO assistant_versions (organization_id, assistant_id, version, content, created_at)
SELECT organization_id, id, version, jsonb_build_object('name', name, 'language', language, 'firstMessage', first_message,
  'personality', personality, 'prompt', prompt, 'variables', variables, 'variableValues', variable_values, 'functions', functions,
  'capabilities', capabilities, 'voice', voice), updated_at
FROM assistants;

CREATE OR REPLACE FUNCTION delete_due_organization(target uuid, max_rows integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  part text;
  gone integer;
BEGIN
  PERFORM 1 FROM public.organizations WHERE id = target AND delete_after <= now() FOR UPDATE;
  IF NOT FOUND THEN RETURN 0; END IF;
  FOREACH part IN ARRAY ARRAY['live_events', 'notifications', 'inbox_items', 'call_processing_steps',
    'usage_ledger', 'usage_periods', 'daily_usage', 'call_actions', 'call_recordings', 'call_transcripts',
    'call_transcript_segments', 'calls', 'call_refs', 'contacts', 'vapi_credentials', 'drift_findings', 'test_calls',
    'phone_number_steps', 'phone_numbers', 'assistant_test_runs', 'assistant_tests', 'knowledge_entries',
    'assistant_versions', 'assistants', 'idempotency_keys', 'invitations', 'account_mails', 'audit_log', 'api_keys',
    'outbox_events'] LOOP
    EXECUTE format('DELETE FROM public.%1$I WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM public.%1$I WHERE organization_id = $1 LIMIT $2)', part)
      USING target, max_rows;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN RETURN gone; END IF;
  END LOOP;
  DELETE FROM public.organizations WHERE id = target;
  RETURN 1;
END $$;

-- migrate:down
CREATE OR REPLACE FUNCTION delete_due_organization(target uuid, max_rows integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  part text;
  gone integer;
BEGIN
  PERFORM 1 FROM public.organizations WHERE id = target AND delete_after <= now() FOR UPDATE;
  IF NOT FOUND THEN RETURN 0; END IF;
  FOREACH part IN ARRAY ARRAY['live_events', 'notifications', 'inbox_items', 'call_processing_steps',
    'usage_ledger', 'usage_periods', 'daily_usage', 'call_actions', 'call_recordings', 'call_transcripts',
    'call_transcript_segments', 'calls', 'call_refs', 'contacts', 'vapi_credentials', 'phone_numbers', 'assistants',
    'idempotency_keys', 'invitations', 'account_mails', 'audit_log', 'api_keys', 'outbox_events'] LOOP
    EXECUTE format('DELETE FROM public.%1$I WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM public.%1$I WHERE organization_id = $1 LIMIT $2)', part)
      USING target, max_rows;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN RETURN gone; END IF;
  END LOOP;
  DELETE FROM public.organizations WHERE id = target;
  RETURN 1;
END $$;
DROP TABLE drift_findings, test_calls, phone_number_steps;
DROP INDEX phone_numbers_list_idx, phone_numbers_requested_by_idx;
ALTER TABLE phone_numbers
  DROP CONSTRAINT phone_numbers_price_check,
  DROP COLUMN country, DROP COLUMN number_type, DROP COLUMN city, DROP COLUMN region, DROP COLUMN can_text,
  DROP COLUMN monthly_price_minor, DROP COLUMN monthly_price_currency, DROP COLUMN disclosure, DROP COLUMN forwarding,
  DROP COLUMN texting_state, DROP COLUMN last_error_remedy, DROP COLUMN cleanup_error, DROP COLUMN requested_by,
  DROP COLUMN activated_at, DROP COLUMN released_at;
DROP TABLE assistant_test_runs, assistant_tests, knowledge_entries, assistant_versions;
DROP INDEX assistants_list_idx;
ALTER TABLE assistants
  DROP COLUMN personality, DROP COLUMN variables, DROP COLUMN capabilities, DROP COLUMN pushed_config, DROP COLUMN drift,
  DROP COLUMN drift_found_at;
