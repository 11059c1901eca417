#!/bin/sh
# Makes the secrets that docker-compose.yml mounts, in a folder that only you may enter (default: secrets/ beside the
# compose file). What is there already is kept, so it is safe to repeat.
#
#   sh docker/make-secrets.sh [folder]
#
# master_keys and index_key open and find all personal data: keep a copy elsewhere. To send mail for real, put the
# address of your mail server into smtp_url (smtps://user:password@host:465); it points to the trial mail server first.
set -eu

folder=${1:-$(dirname -- "$0")/../secrets}
umask 077
mkdir -p -- "$folder"

# Bytes as text: hex is safe inside URLs and configuration files.
hex() { od -An -v -tx1 -N "$1" /dev/urandom | tr -d ' \n'; }
base64_key() { dd if=/dev/urandom bs=32 count=1 2>/dev/null | base64 | tr -d '\n'; }

# The containers' users read the files; the folder keeps everybody else out.
put() {
  if [ ! -e "$folder/$1" ]; then
    printf '%s\n' "$2" >"$folder/$1"
    chmod 644 "$folder/$1"
    echo "made $folder/$1"
  fi
}

[ -e "$folder/postgres_password" ] || put postgres_password "$(hex 24)"
put database_url "postgresql://redress:$(cat "$folder/postgres_password")@postgres:5432/redress"
if [ ! -e "$folder/rabbitmq.conf" ]; then
  broker_password=$(hex 24)
  put rabbitmq.conf "default_user = redress
default_pass = $broker_password
default_vhost = redress"
  rm -f -- "$folder/rabbitmq_url"
  put rabbitmq_url "amqp://redress:$broker_password@rabbitmq:5672/redress"
fi
put master_keys "k1:$(base64_key)"
put index_key "$(base64_key)"
put smtp_url "lmtp://mail:24"
