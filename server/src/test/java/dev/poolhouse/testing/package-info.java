/// The real server for tests: started in-process on a free port, called over HTTP. Read
/// [dev.poolhouse.testing.TestServer] first.
@NullMarked
package dev.poolhouse.testing;

import org.jspecify.annotations.NullMarked;
