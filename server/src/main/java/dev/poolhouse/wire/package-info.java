/// The contract of the API as the wire carries it: operations, errors, callers, the JSON codec and
/// the constraint table. Read [dev.poolhouse.wire.Operation] first. Imports nothing of ours.
@NullMarked
package dev.poolhouse.wire;

import org.jspecify.annotations.NullMarked;
