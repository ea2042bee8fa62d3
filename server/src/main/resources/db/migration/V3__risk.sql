-- Threat protection: what pools do about risks, and the history of their users' sign-ins.

-- What was set for a pool (client_id empty) or an app client, as JSON. Configuration.
create table risk_configuration (
  pool_key    ${key} not null,
  client_id   ${key} not null,
  document    text not null,
  modified_at bigint not null,
  primary key (pool_key, client_id)
);

-- A sign-in, or another event of a user. User-owned. network and device are empty when not known; places are in millionths of a degree.
-- steps and reasons are lists of names; see dev.poolhouse.risk.AuthEvent.
create table auth_event (
  user_id     ${key} not null,
  event_id    ${key} not null,
  type        ${key} not null,
  client_id   ${key} not null,
  response    ${key} not null,
  decision    ${key} not null,
  level       ${key} not null,
  compromised bigint not null,
  reasons     text not null,
  steps       text not null,
  address     ${key} not null,
  network     ${key} not null,
  device      ${key} not null,
  device_name text,
  time_zone   text,
  city        text,
  country     text,
  latitude    bigint,
  longitude   bigint,
  feedback    ${key},
  feedback_by ${key},
  feedback_at bigint,
  created_at  bigint not null,
  primary key (user_id, event_id)
);
create index auth_event_by_time on auth_event (user_id, created_at, event_id);
create index auth_event_by_age on auth_event (created_at);
