/// What takes events and logs outside: a file of JSON lines and a webhook of the operator's. Read
/// [dev.poolhouse.sinks.SinkSettings] first. May import `analytics` and `crypto`.
@NullMarked
package dev.poolhouse.sinks;

import org.jspecify.annotations.NullMarked;
