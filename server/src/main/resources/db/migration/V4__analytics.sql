-- Events and logs on their way to the operator's sinks.

-- An event that waits for one destination. subject is the user's id, or what stands for nobody: its events keep their
-- order, which position gives. Events outlive their users and pools until they are delivered, three days at most.
create table queued_event (
  subject     ${key} not null,
  destination ${key} not null,
  position    bigint not null,
  event_id    ${key} not null,
  body        text not null,
  created_at  bigint not null,
  attempts    bigint not null,
  next_try_at bigint not null,
  primary key (subject, destination, position, event_id)
);
create index queued_event_by_time on queued_event (destination, next_try_at);
create index queued_event_by_age on queued_event (created_at);
