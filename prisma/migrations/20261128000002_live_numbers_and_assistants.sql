-- migrate:up

-- Numbers and assistants change while somebody looks at them.
ALTER TABLE live_events ADD COLUMN phone_number_id uuid, ADD COLUMN assistant_id uuid;
ALTER TABLE live_events DROP CONSTRAINT live_events_type_check;
ALTER TABLE live_events ADD CONSTRAINT live_events_type_check CHECK (type IN ('call_started', 'call_updated', 'transcript_update',
  'call_ended', 'inbox_changed', 'number_progress', 'usage_changed', 'assistant_changed', 'test_call_changed'));

DROP FUNCTION live_events_after(xid8, bigint, integer);
CREATE FUNCTION live_events_after(after_xid xid8, after_seq bigint, max_rows integer)
  RETURNS TABLE (xid xid8, seq bigint, organization_id uuid, type text, call_id uuid, phone_number_id uuid, assistant_id uuid, created_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT e.xid, e.seq, e.organization_id, e.type, e.call_id, e.phone_number_id, e.assistant_id, e.created_at
  FROM public.live_events e
  WHERE (e.xid, e.seq) > (after_xid, after_seq) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY e.xid, e.seq
  LIMIT max_rows
$$;
REVOKE ALL ON FUNCTION live_events_after(xid8, bigint, integer) FROM public;
GRANT EXECUTE ON FUNCTION live_events_after(xid8, bigint, integer) TO callflex_app;

-- migrate:down
DROP FUNCTION live_events_after(xid8, bigint, integer);
CREATE FUNCTION live_events_after(after_xid xid8, after_seq bigint, max_rows integer)
  RETURNS TABLE (xid xid8, seq bigint, organization_id uuid, type text, call_id uuid, created_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT e.xid, e.seq, e.organization_id, e.type, e.call_id, e.created_at
  FROM public.live_events e
  WHERE (e.xid, e.seq) > (after_xid, after_seq) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY e.xid, e.seq
  LIMIT max_rows
$$;
REVOKE ALL ON FUNCTION live_events_after(xid8, bigint, integer) FROM public;
GRANT EXECUTE ON FUNCTION live_events_after(xid8, bigint, integer) TO callflex_app;
DELETE FROM live_events WHERE type IN ('assistant_changed', 'test_call_changed');
ALTER TABLE live_events DROP CONSTRAINT live_events_type_check;
ALTER TABLE live_events ADD CONSTRAINT live_events_type_check CHECK (type IN ('call_started', 'call_updated', 'transcript_update',
  'call_ended', 'inbox_changed', 'number_progress', 'usage_changed'));
ALTER TABLE live_events DROP COLUMN phone_number_id, DROP COLUMN assistant_id;
