#!/bin/sh
# Prints a .env for the profile `local`, with fresh secrets: sh deploy/local/secrets.sh > .env && chmod 600 .env
# Needs openssl. The two keys are tokens for Storage (HS256, ten years), signed with JWT_SECRET.
set -eu

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

token() { # role
    now=$(date +%s)
    header=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url)
    claims=$(printf '{"role":"%s","iss":"supabase","iat":%d,"exp":%d}' "$1" "$now" "$((now + 315360000))" | base64url)
    signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -hmac "$jwt_secret" -binary | base64url)
    printf '%s.%s.%s' "$header" "$claims" "$signature"
}

# Hexadecimal digits need no quoting, neither in this file nor in a URL.
jwt_secret=$(openssl rand -hex 32)
password=$(openssl rand -hex 24)

cat <<ENV
DATABASE_URL=postgresql://postgres:$password@database:5432/postgres
SUPABASE_URL=http://gateway:8000
SUPABASE_SERVICE_ROLE_KEY=$(token service_role)
FUNCTION_TOKEN=$(openssl rand -hex 32)

# For the database and Storage of the profile.
POSTGRES_PASSWORD=$password
JWT_SECRET=$jwt_secret
ANON_KEY=$(token anon)
ENV
