-- migrate:up

CREATE TABLE call_processing_steps (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  call_id uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('event_received', 'call_settled', 'usage_recorded', 'recording_fetched', 'notification_sent', 'notification_delivered')),
  subject text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('running', 'waiting', 'done', 'failed', 'skipped')),
  attempts integer NOT NULL DEFAULT 1,
  detail text,
  workflow_id text,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  UNIQUE (organization_id, call_id, step, subject),
  FOREIGN KEY (organization_id, call_id) REFERENCES call_refs (organization_id, call_id) ON DELETE CASCADE
);
CALL protect_table('call_processing_steps', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');

CREATE TABLE inbox_items (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  call_id uuid,
  contact_id uuid,
  source_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('message', 'callback', 'callout')),
  caller_name text,
  caller_number text,
  subject text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  due_at timestamptz,
  assigned_to uuid REFERENCES users ON DELETE SET NULL,
  note text,
  read_at timestamptz,
  done_at timestamptz,
  done_by uuid REFERENCES users ON DELETE SET NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, source_key),
  FOREIGN KEY (organization_id, call_id) REFERENCES call_refs (organization_id, call_id),
  FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id) ON DELETE SET NULL (contact_id)
);
CREATE INDEX inbox_items_list_idx ON inbox_items (organization_id, created_at DESC, id DESC);
CREATE INDEX inbox_items_open_idx ON inbox_items (organization_id, created_at DESC, id DESC) WHERE done_at IS NULL;
CREATE TRIGGER update_updated_at BEFORE UPDATE ON inbox_items FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CALL protect_table('inbox_items', 'organization_id', 'SELECT, UPDATE', 'SELECT, INSERT, UPDATE');

CREATE TABLE notifications (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  call_id uuid,
  inbox_item_id uuid,
  dedupe_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('message', 'callback', 'callout', 'missed_call')),
  channel text NOT NULL CHECK (channel IN ('email', 'sms')),
  recipient text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'delivered', 'failed', 'abandoned')),
  reference text NOT NULL,
  provider_message_id text,
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  sent_at timestamptz,
  delivered_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, dedupe_key),
  FOREIGN KEY (organization_id, call_id) REFERENCES call_refs (organization_id, call_id),
  FOREIGN KEY (organization_id, inbox_item_id) REFERENCES inbox_items (organization_id, id)
);
CREATE INDEX notifications_call_idx ON notifications (organization_id, call_id);
CREATE UNIQUE INDEX notifications_provider_message_key ON notifications (channel, provider_message_id) WHERE provider_message_id IS NOT NULL;
CREATE TRIGGER update_updated_at BEFORE UPDATE ON notifications FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CALL protect_table('notifications', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');

CREATE TABLE audit_log (
  id uuid PRIMARY KEY,
  organization_id uuid REFERENCES organizations ON DELETE CASCADE,
  actor_user_id uuid REFERENCES users ON DELETE SET NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'api_key', 'staff', 'system')),
  action text NOT NULL,
  entity_type text NOT NULL,
  entity_id text,
  before jsonb,
  after jsonb,
  ip_address text,
  request_id text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_log_list_idx ON audit_log (organization_id, created_at DESC, id DESC);
CALL protect_table('audit_log', 'organization_id', 'SELECT, INSERT', 'SELECT, INSERT');
GRANT INSERT ON audit_log TO callflex_auth;
CREATE POLICY auth_insert ON audit_log FOR INSERT TO callflex_auth WITH CHECK (true);

CREATE TABLE idempotency_keys (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash text NOT NULL,
  response_status integer,
  response_body jsonb,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, key)
);
CREATE INDEX idempotency_keys_expires_at_idx ON idempotency_keys (expires_at);
CALL protect_table('idempotency_keys', 'organization_id', 'SELECT, INSERT, UPDATE', 'SELECT, DELETE');

-- migrate:down
DROP TABLE idempotency_keys, audit_log, notifications, inbox_items, call_processing_steps;
