-- migrate:up

-- What was received or intended, written once and never updated. The unique key folds a provider's repeats for as long
-- as the row is kept. `revision` tells a fuller second report from a repeat of the first; it is '' for everything else.
CREATE TABLE outbox_events (
  id uuid PRIMARY KEY,
  provider text NOT NULL CHECK (provider IN ('vapi', 'twilio', 'stripe', 'resend', 'callflex')),
  scope text NOT NULL,
  event_key text NOT NULL,
  revision text NOT NULL DEFAULT '',
  type text NOT NULL,
  organization_id uuid REFERENCES organizations ON DELETE CASCADE,
  body bytea NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT outbox_events_key UNIQUE (provider, scope, event_key, revision)
);
CREATE INDEX outbox_events_received_at_idx ON outbox_events (received_at);

-- The work that is left to do about events: a small table with all the churn. A row goes when its event was handled;
-- dead and rejected ones stay until somebody replays or purges them.
CREATE TABLE outbox_deliveries (
  event_id uuid PRIMARY KEY REFERENCES outbox_events ON DELETE CASCADE,
  organization_id uuid,
  ordering_key text,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'parked', 'dead', 'rejected')),
  waiting_for text,
  attempts integer NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL DEFAULT now(),
  claimed_by uuid,
  claimed_until timestamptz,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX outbox_deliveries_due_idx ON outbox_deliveries (available_at, event_id) WHERE state IN ('pending', 'parked');
CREATE UNIQUE INDEX outbox_deliveries_in_flight_key ON outbox_deliveries (ordering_key) WHERE claimed_by IS NOT NULL;
CREATE INDEX outbox_deliveries_waiting_idx ON outbox_deliveries (waiting_for) WHERE state = 'parked';
CREATE INDEX outbox_deliveries_state_idx ON outbox_deliveries (state, event_id) WHERE state IN ('dead', 'rejected');

-- The API and the sign-in role only add intents of their own product; they read nothing back.
CALL protect_table('outbox_events', 'organization_id', 'INSERT', 'SELECT, INSERT, DELETE');
CALL protect_table('outbox_deliveries', 'organization_id', 'INSERT', 'SELECT, INSERT, UPDATE, DELETE');
GRANT INSERT ON outbox_events, outbox_deliveries TO callflex_auth;
CREATE POLICY auth_insert ON outbox_events FOR INSERT TO callflex_auth WITH CHECK (provider = 'callflex');
CREATE POLICY auth_insert ON outbox_deliveries FOR INSERT TO callflex_auth WITH CHECK (true);

-- A delivery may lie with an event of no organization, so its reference can't be composite; this stands in for it: nobody
-- but the service sets off another's event. Volatile, to see an event that the same statement inserts.
CREATE FUNCTION is_intent_of(event uuid, organization uuid) RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM public.outbox_events e
    WHERE e.id = event AND e.provider = 'callflex' AND e.organization_id IS NOT DISTINCT FROM organization)
$$;
REVOKE ALL ON FUNCTION is_intent_of(uuid, uuid) FROM public;
GRANT EXECUTE ON FUNCTION is_intent_of(uuid, uuid) TO callflex_app, callflex_auth;
CREATE POLICY own_intents ON outbox_events AS RESTRICTIVE FOR INSERT TO callflex_app
  WITH CHECK (provider = 'callflex' AND scope = organization_id::text);
CREATE POLICY own_intents ON outbox_deliveries AS RESTRICTIVE FOR INSERT TO callflex_app, callflex_auth
  WITH CHECK (is_intent_of(event_id, organization_id));

-- What the dashboard hears about, readable only below the oldest running transaction: a sequence's order is not the
-- order of commits.
CREATE TABLE live_events (
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  type text NOT NULL CHECK (type IN ('call_started', 'call_updated', 'transcript_update', 'call_ended', 'inbox_changed', 'number_progress', 'usage_changed')),
  call_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (xid, seq)
);
CREATE INDEX live_events_created_at_idx ON live_events (created_at);
CALL protect_table('live_events', 'organization_id', 'SELECT, INSERT', 'SELECT, INSERT, DELETE');

-- One reader a process serves the streams of all organizations, so it asks past the tenant wall, for ids alone.
CREATE FUNCTION live_events_after(after_xid xid8, after_seq bigint, max_rows integer)
  RETURNS TABLE (xid xid8, seq bigint, organization_id uuid, type text, call_id uuid, created_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT e.xid, e.seq, e.organization_id, e.type, e.call_id, e.created_at
  FROM public.live_events e
  WHERE (e.xid, e.seq) > (after_xid, after_seq) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY e.xid, e.seq
  LIMIT max_rows
$$;
-- Where the stream stands: everything below `head` was readable, and nothing before `oldest` is kept.
CREATE FUNCTION live_events_bounds() RETURNS TABLE (head xid8, oldest xid8)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT pg_snapshot_xmin(pg_current_snapshot()), (SELECT e.xid FROM public.live_events e ORDER BY e.xid, e.seq LIMIT 1)
$$;
REVOKE ALL ON FUNCTION live_events_after(xid8, bigint, integer), live_events_bounds() FROM public;
GRANT EXECUTE ON FUNCTION live_events_after(xid8, bigint, integer), live_events_bounds() TO callflex_app;

-- migrate:down
DROP FUNCTION live_events_bounds();
DROP FUNCTION live_events_after(xid8, bigint, integer);
DROP TABLE live_events, outbox_deliveries, outbox_events;
DROP FUNCTION is_intent_of(uuid, uuid);
