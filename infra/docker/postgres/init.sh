#!/bin/sh
# Runs once, when the volume is new: the roles and the database of CallFlex, and a user with two databases for Temporal.
set -eu

run() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"; }

run --dbname "$POSTGRES_DB" --single-transaction \
  --set migrate_password="$CALLFLEX_MIGRATE_PASSWORD" \
  --set auth_password="$CALLFLEX_AUTH_PASSWORD" \
  --set app_password="$CALLFLEX_APP_PASSWORD" \
  --set service_password="$CALLFLEX_SERVICE_PASSWORD" \
  --file /callflex/roles.sql --file /callflex/database.sql

run --dbname postgres --set password="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
SQL
