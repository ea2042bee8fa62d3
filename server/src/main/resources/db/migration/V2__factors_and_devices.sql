-- Second factors, devices and passkeys. All rows here are user-owned: user_id leads the primary key.

-- Factors the user has switched on, the preferred one marked; see dev.poolhouse.user.MfaPreference.
alter table pool_user add column mfa ${key} not null default '';

-- How the user proved who they are: methods by their RFC 8176 names, and the level a client asked for.
alter table refresh_family add column amr ${key} not null default '';
alter table refresh_family add column acr ${key};

-- A code generator. Both secrets are sealed; pending is the one being set up. last_step is the newest time step whose code was used.
create table software_token (
  user_id     ${key} not null primary key,
  secret      ${bytes},
  pending     ${bytes},
  name        text not null,
  last_step   bigint not null,
  verified_at bigint
);

-- A confirmed device. verifier holds salt and SRP verifier, sealed.
create table device (
  user_id          ${key} not null,
  device_key       ${key} not null,
  group_key        ${key} not null,
  name             text,
  verifier         ${bytes} not null,
  remembered       bigint not null,
  last_ip          text,
  created_at       bigint not null,
  modified_at      bigint not null,
  authenticated_at bigint not null,
  primary key (user_id, device_key)
);

-- A sign-in that waits for its device's proof, for clients that answer without a session. The session is sealed as it travels.
create table pending_device (
  user_id    ${key} not null,
  client_id  ${key} not null,
  device_key ${key} not null,
  session_id ${key} not null,
  session    text not null,
  expires_at bigint not null,
  primary key (user_id, client_id, device_key)
);
create index pending_device_by_expiry on pending_device (expires_at);

-- A passkey. public_key is a COSE key, attestation the attestation object where it held a statement, else no bytes.
create table passkey (
  user_id         ${key} not null,
  credential_id   ${key} not null,
  rp_id           ${key} not null,
  name            text not null,
  public_key      ${bytes} not null,
  attestation     ${bytes} not null,
  sign_count      bigint not null,
  aaguid          ${key} not null,
  attachment      ${key},
  transports      text not null,
  user_verified   bigint not null,
  backup_eligible bigint not null,
  backed_up       bigint not null,
  created_at      bigint not null,
  used_at         bigint,
  primary key (user_id, credential_id)
);

-- The newest registration a user has begun.
create table passkey_registration (
  user_id    ${key} not null primary key,
  client_id  ${key} not null,
  challenge  ${bytes} not null,
  expires_at bigint not null
);
create index passkey_registration_by_expiry on passkey_registration (expires_at);
