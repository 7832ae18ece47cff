-- migrate:up

-- The anchor of a call: which call of ours a provider's id means, and in which partition it lies. Kept for ever.
CREATE TABLE call_refs (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  provider text NOT NULL CHECK (provider IN ('vapi')),
  provider_call_id text NOT NULL,
  call_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  twilio_call_sid text,
  PRIMARY KEY (provider, organization_id, provider_call_id),
  UNIQUE (organization_id, call_id)
);
CREATE INDEX call_refs_twilio_call_sid_idx ON call_refs (twilio_call_sid) WHERE twilio_call_sid IS NOT NULL;
CALL protect_table('call_refs', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');

CREATE TABLE calls (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  direction text NOT NULL DEFAULT 'inbound' CHECK (direction IN ('inbound', 'outbound', 'web')),
  status text NOT NULL DEFAULT 'ringing' CHECK (status IN ('ringing', 'in_progress', 'forwarding', 'ended')),
  outcome text CHECK (outcome IN ('answered', 'message', 'callback', 'callout', 'transferred', 'missed', 'abandoned', 'refused', 'failed')),
  phone_number_id uuid,
  assistant_id uuid,
  contact_id uuid,
  caller_number text,
  caller_name text,
  provider_call_id text NOT NULL,
  twilio_call_sid text,
  answered_at timestamptz,
  ended_at timestamptz,
  ended_reason text,
  refusal text CHECK (refusal IN ('no_assistant', 'trial_ended', 'minutes_used_up', 'subscription_ended', 'too_many_calls', 'caller_blocked')),
  duration_seconds integer CHECK (duration_seconds >= 0),
  summary text,
  sentiment text CHECK (sentiment IN ('positive', 'neutral', 'negative')),
  success boolean,
  analysis jsonb,
  cost_micros bigint,
  cost_currency char(3),
  cost_breakdown jsonb,
  stall_count integer NOT NULL DEFAULT 0,
  twilio_status text,
  twilio_duration_seconds integer,
  settled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id, started_at),
  FOREIGN KEY (organization_id, id) REFERENCES call_refs (organization_id, call_id),
  FOREIGN KEY (organization_id, phone_number_id) REFERENCES phone_numbers (organization_id, id),
  FOREIGN KEY (organization_id, assistant_id) REFERENCES assistants (organization_id, id),
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id) ON DELETE SET NULL (contact_id)
) PARTITION BY RANGE (started_at);
CREATE INDEX calls_list_idx ON calls (organization_id, started_at DESC, id DESC);
CREATE INDEX calls_outcome_idx ON calls (organization_id, outcome, started_at DESC, id DESC);
CREATE INDEX calls_contact_idx ON calls (organization_id, contact_id, started_at DESC, id DESC);
CREATE INDEX calls_live_idx ON calls (organization_id, started_at DESC) WHERE status <> 'ended';
CREATE INDEX calls_search_idx ON calls USING gin (organization_id, (coalesce(caller_name, '') || ' ' || coalesce(caller_number, '') || ' ' || coalesce(summary, '')) gin_trgm_ops);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON calls FOR EACH ROW EXECUTE FUNCTION update_updated_at();

CREATE TABLE call_transcript_segments (
  organization_id uuid NOT NULL,
  call_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  segment_key text NOT NULL,
  spoken_at timestamptz NOT NULL,
  speaker text NOT NULL CHECK (speaker IN ('assistant', 'caller')),
  text text NOT NULL,
  start_ms integer NOT NULL CHECK (start_ms >= 0),
  end_ms integer CHECK (end_ms >= start_ms),
  PRIMARY KEY (organization_id, call_id, started_at, segment_key),
  FOREIGN KEY (organization_id, call_id, started_at) REFERENCES calls (organization_id, id, started_at) ON DELETE CASCADE
) PARTITION BY RANGE (started_at);

CREATE TABLE call_transcripts (
  organization_id uuid NOT NULL,
  call_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  text text NOT NULL,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, call_id, started_at),
  FOREIGN KEY (organization_id, call_id, started_at) REFERENCES calls (organization_id, id, started_at) ON DELETE CASCADE
) PARTITION BY RANGE (started_at);
CREATE INDEX call_transcripts_search_idx ON call_transcripts USING gin (organization_id, search);

CREATE TABLE call_recordings (
  organization_id uuid NOT NULL,
  call_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'available' CHECK (state IN ('available', 'none')),
  channels text NOT NULL DEFAULT 'mono' CHECK (channels IN ('mono', 'stereo')),
  duration_ms integer CHECK (duration_ms >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, call_id, started_at),
  FOREIGN KEY (organization_id, call_id, started_at) REFERENCES calls (organization_id, id, started_at) ON DELETE CASCADE
) PARTITION BY RANGE (started_at);

CREATE TABLE call_actions (
  organization_id uuid NOT NULL,
  call_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  id uuid NOT NULL,
  tool_call_id text NOT NULL,
  type text NOT NULL CHECK (type IN ('transferCall', 'takeMessage', 'scheduleCallback', 'logDriverCallout', 'unknown')),
  status text NOT NULL CHECK (status IN ('succeeded', 'refused')),
  input jsonb NOT NULL,
  answer jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, call_id, started_at, tool_call_id),
  FOREIGN KEY (organization_id, call_id, started_at) REFERENCES calls (organization_id, id, started_at) ON DELETE CASCADE
) PARTITION BY RANGE (started_at);

CALL protect_table('calls', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');
CALL protect_table('call_transcript_segments', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE');
CALL protect_table('call_transcripts', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');
CALL protect_table('call_recordings', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');
CALL protect_table('call_actions', 'organization_id', 'SELECT', 'SELECT, INSERT');

-- Makes the monthly partitions (UTC) that cover [from_time, to_time]. Safe to run twice and at once. Returns how many
-- tables it made. Gives up with lock_not_available rather than queue writers behind it.
CREATE FUNCTION ensure_call_partitions(from_time timestamptz, to_time timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET lock_timeout = '3s' SET timezone = 'UTC' AS $$
DECLARE
  parent text;
  child text;
  month timestamptz;
  made integer := 0;
BEGIN
  IF to_time < from_time OR to_time > from_time + interval '20 years' THEN
    RAISE EXCEPTION 'ensure_call_partitions: % to % is not a usable range', from_time, to_time USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('call_partitions'));
  FOR month IN SELECT generate_series(date_trunc('month', from_time), date_trunc('month', to_time), interval '1 month') LOOP
    FOREACH parent IN ARRAY ARRAY['calls', 'call_transcript_segments', 'call_transcripts', 'call_recordings', 'call_actions'] LOOP
      child := parent || '_' || to_char(month, 'YYYY_MM');
      IF to_regclass('public.' || quote_ident(child)) IS NOT NULL THEN CONTINUE; END IF;
      EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL)', child, parent);
      EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', child);
      EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', child);
      EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        parent, child, month, month + interval '1 month');
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION ensure_call_partitions(timestamptz, timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION ensure_call_partitions(timestamptz, timestamptz) TO callflex_service;

-- What reached us about a call of the acting user's organizations, and what is left to do about it: without the bodies,
-- which the API has no business with. Events of a call lie near it in time, so the time index finds them.
CREATE FUNCTION call_outbox_events(wanted uuid)
  RETURNS TABLE (id uuid, provider text, type text, received_at timestamptz, state text, attempts integer, last_error text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT e.id, e.provider, e.type, e.received_at, coalesce(d.state, 'handled'), d.attempts, d.last_error
  FROM public.call_refs r
  JOIN public.outbox_events e
    ON e.received_at BETWEEN r.started_at - interval '1 hour' AND r.started_at + interval '2 days'
    AND (e.provider = 'vapi' AND e.scope = r.organization_id::text AND split_part(e.event_key, ':', 2) = r.provider_call_id
      OR e.provider = 'twilio' AND split_part(e.event_key, ':', 2) = r.twilio_call_sid)
  LEFT JOIN public.outbox_deliveries d ON d.event_id = e.id
  WHERE r.call_id = wanted AND r.organization_id = ANY (public.get_user_org_ids())
  ORDER BY e.received_at, e.id
  LIMIT 500
$$;
REVOKE ALL ON FUNCTION call_outbox_events(uuid) FROM public;
GRANT EXECUTE ON FUNCTION call_outbox_events(uuid) TO callflex_app;

SELECT ensure_call_partitions(now(), now() + interval '12 months');

-- migrate:down
DROP FUNCTION call_outbox_events(uuid);
DROP FUNCTION ensure_call_partitions(timestamptz, timestamptz);
DROP TABLE call_actions, call_recordings, call_transcripts, call_transcript_segments, calls, call_refs;
