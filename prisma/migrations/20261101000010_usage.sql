-- migrate:up

CREATE TABLE usage_periods (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  period_start timestamptz NOT NULL,
  period_end timestamptz NOT NULL CHECK (period_end > period_start),
  seconds bigint NOT NULL DEFAULT 0 CHECK (seconds >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, period_start)
);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON usage_periods FOR EACH ROW EXECUTE FUNCTION update_updated_at();

-- One row a call: what it used and to which period that counts.
CREATE TABLE usage_ledger (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  call_id uuid NOT NULL,
  usage_period_id uuid NOT NULL,
  usage_date date NOT NULL,
  occurred_at timestamptz NOT NULL,
  duration_seconds integer NOT NULL CHECK (duration_seconds >= 0),
  billed_seconds integer NOT NULL CHECK (billed_seconds BETWEEN 0 AND duration_seconds),
  unbilled_reason text CHECK (unbilled_reason IN ('under_10_seconds', 'not_answered')),
  outcome text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, call_id),
  FOREIGN KEY (organization_id, call_id) REFERENCES call_refs (organization_id, call_id),
  FOREIGN KEY (organization_id, usage_period_id) REFERENCES usage_periods (organization_id, id)
);
CREATE INDEX usage_ledger_period_idx ON usage_ledger (organization_id, usage_period_id);

-- Sums of the ledger by the day in the organization's time zone; what charts read.
CREATE TABLE daily_usage (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  usage_date date NOT NULL,
  calls integer NOT NULL DEFAULT 0,
  transferred_calls integer NOT NULL DEFAULT 0,
  missed_calls integer NOT NULL DEFAULT 0,
  duration_seconds bigint NOT NULL DEFAULT 0,
  billed_seconds bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, usage_date)
);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON daily_usage FOR EACH ROW EXECUTE FUNCTION update_updated_at();

CALL protect_table('usage_periods', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');
CALL protect_table('usage_ledger', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');
CALL protect_table('daily_usage', 'organization_id', 'SELECT', 'SELECT, INSERT, UPDATE');

-- migrate:down
DROP TABLE daily_usage, usage_ledger, usage_periods;
