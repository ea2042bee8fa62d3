/// Messages to users: templates, masking and the port through which e-mail and SMS leave. Read
/// [dev.poolhouse.message.Messages] first. May import `trigger`, `analytics`, `client`, `pool`,
/// `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.message;

import org.jspecify.annotations.NullMarked;
