#!/bin/sh
# PgBouncer keeps passwords in a file; it is written from the environment, in memory, where only this container sees it.
set -eu
umask 077
{
  printf '"callflex_auth" "%s"\n' "$CALLFLEX_AUTH_PASSWORD"
  printf '"callflex_app" "%s"\n' "$CALLFLEX_APP_PASSWORD"
  printf '"callflex_service" "%s"\n' "$CALLFLEX_SERVICE_PASSWORD"
} >/tmp/userlist.txt
exec pgbouncer /etc/callflex/pgbouncer.ini
