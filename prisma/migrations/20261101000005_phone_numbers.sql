-- migrate:up

CREATE TABLE phone_numbers (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  e164 text NOT NULL CHECK (e164 ~ '^\+[1-9][0-9]{6,14}$'),
  label text,
  state text NOT NULL DEFAULT 'provisioning' CHECK (state IN ('provisioning', 'active', 'failed', 'releasing', 'released')),
  assistant_id uuid,
  fallback_number text CHECK (fallback_number ~ '^\+[1-9][0-9]{6,14}$'),
  routing jsonb NOT NULL DEFAULT '{}',
  twilio_sid text UNIQUE,
  vapi_phone_number_id text UNIQUE,
  workflow_id text,
  last_error text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, assistant_id) REFERENCES assistants (organization_id, id)
);
CREATE UNIQUE INDEX phone_numbers_active_e164_key ON phone_numbers (e164) WHERE state IN ('provisioning', 'active', 'releasing');
CREATE INDEX phone_numbers_assistant_idx ON phone_numbers (organization_id, assistant_id);
CREATE TRIGGER update_updated_at BEFORE UPDATE ON phone_numbers FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CALL protect_table('phone_numbers', 'organization_id', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

-- How VAPI proves that a delivery for the organization comes from it. More than one row may be active while a secret rotates.
CREATE TABLE vapi_credentials (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  scheme text NOT NULL CHECK (scheme IN ('hmac', 'secret')),
  secret_ciphertext bytea NOT NULL,
  encryption_key_id text NOT NULL,
  vapi_credential_id text,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id)
);
CREATE INDEX vapi_credentials_active_idx ON vapi_credentials (organization_id) WHERE revoked_at IS NULL;
CALL protect_table('vapi_credentials', 'organization_id', '', 'SELECT, INSERT, UPDATE');

-- migrate:down
DROP TABLE vapi_credentials, phone_numbers;
