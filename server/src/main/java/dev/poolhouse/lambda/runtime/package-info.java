/// Runs a function's jar: unpacked from this server's jar into the process that it serves, and so
/// free of imports from the rest. Read [JavaRuntime] first.
@NullMarked
package dev.poolhouse.lambda.runtime;

import org.jspecify.annotations.NullMarked;
