-- Rounds of a custom sign-in with the private parameters of its challenge, sealed. user_id is the user, or what stands for a name that nobody has.
create table custom_rounds (
  user_id    ${key} not null,
  rounds_id  ${key} not null,
  rounds     ${bytes} not null,
  expires_at bigint not null,
  primary key (user_id, rounds_id)
);
create index custom_rounds_by_expiry on custom_rounds (expires_at);
