-- One text for SQLite and PostgreSQL. ${key} is text compared byte by byte, ${bytes} is binary.
-- Times are epoch milliseconds. Three kinds of tables: configuration (small, replicated), claims (names only), and
-- user-owned (user_id leads the primary key). No sequences, no foreign keys across kinds.

-- Configuration ------------------------------------------------------------------------------------------------------

create table config_version (
  id      bigint not null primary key,
  version bigint not null
);
insert into config_version (id, version) values (1, 1);

create table data_key (
  purpose    ${key} not null,
  key_id     bigint not null,
  wrapped    ${bytes} not null,
  created_at bigint not null,
  primary key (purpose, key_id)
);

create table access_key (
  access_key_id ${key} not null primary key,
  account       ${key} not null,
  name          text not null,
  secret        ${bytes} not null,
  policy        text not null,
  created_at    bigint not null,
  revoked_at    bigint
);

create table pool (
  pool_key          ${key} not null primary key,
  pool_id           ${key} not null unique,
  account           ${key} not null,
  region            ${key} not null,
  name              text not null,
  document          text not null,
  mfa               text not null,
  extra             text not null,
  simulation_secret ${bytes} not null,
  user_count        bigint not null,
  user_count_at     bigint not null,
  created_at        bigint not null,
  modified_at       bigint not null,
  version           bigint not null
);
create index pool_by_account on pool (account, region, pool_id);

-- Pools deleted but not yet swept: their key is dead at once, their rows go little by little.
create table retired_pool (
  pool_key   ${key} not null primary key,
  retired_at bigint not null
);

create table signing_key (
  pool_key    ${key} not null,
  kid         ${key} not null,
  token_use   ${key} not null,
  public_key  ${bytes} not null,
  private_key ${bytes} not null,
  created_at  bigint not null,
  active_from bigint not null,
  expires_at  bigint,
  primary key (pool_key, kid)
);
create index signing_key_by_kid on signing_key (kid);

-- RSA pairs made ahead of need; a pool takes two of them when it is created.
create table spare_signing_key (
  kid         ${key} not null primary key,
  public_key  ${bytes} not null,
  private_key ${bytes} not null,
  created_at  bigint not null
);

create table client (
  pool_key    ${key} not null,
  client_id   ${key} not null unique,
  name        text not null,
  document    text not null,
  extra       text not null,
  created_at  bigint not null,
  modified_at bigint not null,
  version     bigint not null,
  primary key (pool_key, client_id)
);

create table client_secret (
  pool_key   ${key} not null,
  client_id  ${key} not null,
  secret_id  ${key} not null,
  secret     ${bytes} not null,
  created_at bigint not null,
  primary key (pool_key, client_id, secret_id)
);

create table user_group (
  pool_key    ${key} not null,
  group_name  ${key} not null,
  description text,
  role_arn    text,
  precedence  bigint,
  created_at  bigint not null,
  modified_at bigint not null,
  primary key (pool_key, group_name)
);

-- Claims: names that point to users --------------------------------------------------------------------------------

create table claim (
  pool_key ${key} not null,
  kind     ${key} not null,
  value    ${key} not null,
  user_id  ${key} not null,
  primary key (pool_key, kind, value)
);
create index claim_by_user on claim (pool_key, user_id);

-- User-owned --------------------------------------------------------------------------------------------------------

create table pool_user (
  user_id                   ${key} not null primary key,
  pool_key                  ${key} not null,
  sub                       ${key} not null,
  username                  ${key} not null,
  status                    ${key} not null,
  enabled                   bigint not null,
  attributes                text not null,
  pending_attributes        text not null,
  username_folded           ${key} not null,
  email_folded              ${key},
  phone_folded              ${key},
  name_folded               ${key},
  given_name_folded         ${key},
  family_name_folded        ${key},
  preferred_username_folded ${key},
  signed_out_at             bigint not null,
  created_at                bigint not null,
  modified_at               bigint not null,
  version                   bigint not null
);
create index pool_user_by_pool on pool_user (pool_key, user_id);
create index pool_user_by_username on pool_user (pool_key, username, user_id);
create index pool_user_by_sub on pool_user (pool_key, sub, user_id);
create index pool_user_by_status on pool_user (pool_key, status, user_id);
create index pool_user_by_email on pool_user (pool_key, email_folded, user_id);
create index pool_user_by_phone on pool_user (pool_key, phone_folded, user_id);
create index pool_user_by_name on pool_user (pool_key, name_folded, user_id);
create index pool_user_by_given_name on pool_user (pool_key, given_name_folded, user_id);
create index pool_user_by_family_name on pool_user (pool_key, family_name_folded, user_id);
create index pool_user_by_preferred on pool_user (pool_key, preferred_username_folded, user_id);

-- kind names the credential type; material is sealed. name_part and pool_part are what the verifier was made with.
create table password_credential (
  user_id    ${key} not null primary key,
  kind       ${key} not null,
  material   ${bytes} not null,
  pool_part  text not null,
  name_part  text not null,
  temporary  bigint not null,
  set_at     bigint not null,
  expires_at bigint
);

create table password_history (
  user_id   ${key} not null,
  set_at    bigint not null,
  kind      ${key} not null,
  material  ${bytes} not null,
  pool_part text not null,
  name_part text not null,
  primary key (user_id, set_at)
);

-- subject is a user id, or a keyed hash of pool and name where no such user exists.
create table lockout (
  subject      ${key} not null primary key,
  failures     bigint not null,
  locked_until bigint not null,
  last_at      bigint not null
);

-- Uses of a limited action in the current window, per user or keyed hash of an unknown name.
create table rate (
  subject      ${key} not null,
  action       ${key} not null,
  window_start bigint not null,
  uses         bigint not null,
  primary key (subject, action)
);

create table spent_session (
  user_id    ${key} not null,
  session_id ${key} not null,
  expires_at bigint not null,
  primary key (user_id, session_id)
);
create index spent_session_by_expiry on spent_session (expires_at);

-- The newest code of a purpose; target is the address it was sent to, attribute the one it proves.
create table code (
  user_id    ${key} not null,
  purpose    ${key} not null,
  code_hash  ${bytes} not null,
  attribute  ${key},
  target     text,
  created_at bigint not null,
  expires_at bigint not null,
  primary key (user_id, purpose)
);
create index code_by_expiry on code (expires_at);

-- One sign-in and everything refreshed from it; family_id is the origin_jti of its tokens.
create table refresh_family (
  user_id        ${key} not null,
  family_id      ${key} not null,
  client_id      ${key} not null,
  auth_time      bigint not null,
  event_id       ${key} not null,
  scope          text not null,
  generation     bigint not null,
  previous_until bigint not null,
  device_key     ${key},
  created_at     bigint not null,
  expires_at     bigint not null,
  revoked_at     bigint,
  primary key (user_id, family_id)
);
create index refresh_family_by_expiry on refresh_family (expires_at);

create table group_member (
  user_id    ${key} not null,
  pool_key   ${key} not null,
  group_name ${key} not null,
  added_at   bigint not null,
  primary key (user_id, group_name)
);
create index group_member_by_group on group_member (pool_key, group_name, user_id);

-- Messages accepted but not yet delivered; the body is sealed.
create table queued_message (
  user_id     ${key} not null,
  message_id  ${key} not null,
  pool_key    ${key} not null,
  body        ${bytes} not null,
  created_at  bigint not null,
  attempts    bigint not null,
  next_try_at bigint not null,
  primary key (user_id, message_id)
);
create index queued_message_by_time on queued_message (next_try_at);
