/// Lambda triggers: their events, their answers, which client metadata they see, and what their
/// failures mean to the caller. How a function is reached is behind [Functions]. Read [Triggers]
/// first. May import `client`, `pool`, `crypto`, `store` and `wire`.
///
/// Source: developer guide, "Customizing user pool workflows with Lambda triggers".
@NullMarked
package dev.poolhouse.trigger;

import org.jspecify.annotations.NullMarked;
